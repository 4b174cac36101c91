Hola, {$member.name},

Gràcies per treballar amb nosaltres.

A partir de l'1 de març de 2027 la taula us costarà 185 € cada mes, i no 165 € com ara, perquè l'amo ens ha apujat el lloguer un 14 %. Les sales, el cafè i la clau continuen inclosos.

Si veniu tres dies o menys, us surt més a compte l'abonament de deu dies, a 90 euros: canvieu amb dos clics a www.lafabricacowork.example o digueu-ho a {$host.name}.

Tant de bo us quedeu.

Salutacions,
{$host.name}
