Dear ${customer.name},

On 12 March 2027 you had no internet from 08:20 to ${outage.end}. We cut a cable while digging in ${outage.street}, because we had read the plan wrong. We are sorry for the working day that it cost you.

You need do nothing: we take ${credit.amount} off your bill of April, which is three times what the law asks for. And from this week on, no digger starts before a second person has read the plan.

% if customer.is_business:
Firms can claim further losses until 30 April 2027, with the form at www.fibravera.example/claims.
% endif

If your line is still slow, call 900 123 049, free of charge, and give them the number ${outage.ticket}.

Thank you for your patience.

Yours sincerely,
${agent.name}
Fibravera
