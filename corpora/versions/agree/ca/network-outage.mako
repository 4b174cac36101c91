Benvolgut client, ${customer.name},

El 12 de març de 2027 us vau quedar sense internet de les 8.20 h a les ${outage.end}. Vam llegir malament el plànol i, obrint una rasa a ${outage.street}, vam tallar un cable. Ens sap greu la jornada de feina que us vam fer perdre.

No heu de fer res: a la factura d'abril us descomptarem ${credit.amount}, tres vegades el que diu la llei. D'ara endavant, cap màquina no excavarà sense que una segona persona hagi mirat el plànol.

% if customer.is_business:
Les empreses podeu reclamar altres pèrdues fins al 30 d'abril de 2027 amb el formulari de www.fibravera.example/reclamacions.
% endif

Si encara us va lenta la línia, truqueu de franc al 900 123 049 i digueu el número ${outage.ticket}.

Gràcies per la paciència.

Atentament,
${agent.name}
Fibravera
