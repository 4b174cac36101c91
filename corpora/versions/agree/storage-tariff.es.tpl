Estimado/a {$client.name}:

Gracias por guardar sus cosas en Trasteros del Ebro desde el {$contract.start|date_format:"%d/%m/%Y"}.

Los seguros y la vigilancia han subido este año un 9 % y ya no podemos absorberlo. Por eso, desde el {$tariff.from} el alquiler de su trastero n.º {$room.number} pasará de {$tariff.old} a {$tariff.new} al mes.

Si paga el año entero antes del 15 de enero de 2027, mantendrá el precio de ahora. Tal vez le baste uno más pequeño, desde 39 €: pregunte a {$agent.name} en el 976 30 55 12.

Nos alegraría que siguiera con nosotros.

Un cordial saludo,
{$agent.name}
