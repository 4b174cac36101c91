Dear {$member.name},

Thank you for working among us.

From 1 March 2027 your desk costs €185 a month instead of €165, for the owner has raised our own rent by 14 %. Meeting rooms, coffee and the key stay included.

Those who come three days a week or less are better off with the card of ten days, at €90. Change with two clicks at www.lafabricacowork.example, or tell {$host.name}.

We hope that you stay.

Kind regards,
{$host.name}
