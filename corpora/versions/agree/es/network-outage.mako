Estimado cliente, ${customer.name}:

El 12 de marzo de 2027 se quedó sin internet desde las 8:20 hasta las ${outage.end}, porque cortamos un cable al excavar en ${outage.street}: habíamos leído mal el plano. Sentimos la jornada de trabajo que le hicimos perder.

En la factura de abril le descontamos ${credit.amount}, el triple de lo que marca la ley; no tiene que hacer nada. Y desde esta semana no arranca ninguna excavadora sin que una segunda persona haya leído el plano.

% if customer.is_business:
Las empresas pueden reclamar otras pérdidas hasta el 30 de abril de 2027 con el formulario de www.fibravera.example/reclamaciones.
% endif

Si la línea sigue lenta, llame gratis al 900 123 049 y dé el número ${outage.ticket}.

Gracias por su paciencia.

Atentamente,
${agent.name}
Fibravera
