Dear {$client.name},

Thank you for keeping your things with Trasteros del Ebro since {$contract.start|date_format:"%d %B %Y"}.

On {$tariff.from} the rent of your room no. {$room.number} goes up from {$tariff.old} to {$tariff.new} a month. Insurance and guards have become dearer by 9 % this year, and we can no longer carry it ourselves.

If you pay the whole year before 15 January 2027 you keep the old price. A smaller room, from €39, may do as well; ask {$agent.name} on 976 30 55 12.

We would be glad to keep you.

Kind regards,
{$agent.name}
