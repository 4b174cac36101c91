Benvolgut/uda {$client.name},

Gràcies per confiar en Trasteros del Ebro des del {$contract.start|date_format:"%d.%m.%Y"}.

El {$tariff.from} el lloguer del traster núm. {$room.number} passarà de {$tariff.old} a {$tariff.new} mensuals: les assegurances i la vigilància s'han encarit un 9% aquest any i no ho podem assumir més.

Conservareu el preu d'ara si pagueu tot l'any abans del 15 de gener de 2027. També en tenim de més petits, a partir de 39 euros; pregunteu-ho a {$agent.name}, al 976 305 512.

Ens agradaria que us hi quedéssiu.

Cordialment,
{$agent.name}
