Hola, {$member.name}:

Gracias por trabajar con nosotros.

El dueño nos ha subido el alquiler un 14 %, y por eso desde el 1 de marzo de 2027 su mesa costará 175 € al mes en lugar de 165 €. Las salas, el café y la llave siguen incluidos.

A quien viene tres días o menos le sale mejor el bono de diez días, a 90 €. Se cambia con dos clics en www.lafabricacowork.example; o dígaselo a {$host.name}.

Ojalá se quede.

Un saludo,
{$host.name}
