"""What a sentence does is told by its words and its place, with regard to negation, conditions and quotation."""

import pytest

from tests.conftest import moves_of, read


@pytest.mark.parametrize(
    ("language", "sentence", "move"),
    [
        ("en", "We cannot thank you enough for your loyalty.", "thanks"),
        ("en", "It has been a privilege to look after your accounts for ten years.", "thanks"),
        ("en", "We are closing your account on 3 May.", "news"),
        ("en", "We regret to inform you that your application has been refused.", "apology"),
        ("en", "The delay was our mistake.", "fault"),
        ("es", "No tenemos palabras para agradecerle su confianza.", "thanks"),
        ("es", "Ha sido un placer llevar su contabilidad estos diez años.", "thanks"),
        ("es", "Vamos a cerrar su cuenta el 3 de mayo.", "news"),
        ("es", "Lamentamos comunicarle que su solicitud ha sido rechazada.", "apology"),
        ("es", "El retraso fue culpa nuestra.", "fault"),
        ("ca", "No tenim paraules per agrair-vos la confiança.", "thanks"),
        ("ca", "Ha estat un plaer portar-vos la comptabilitat aquests deu anys.", "thanks"),
        ("ca", "Tancarem el vostre compte el 3 de maig.", "news"),
        ("ca", "Lamentem comunicar-vos que la vostra sol·licitud ha estat denegada.", "apology"),
        ("ca", "El retard ha estat culpa nostra.", "fault"),
    ],
)
def test_a_sentence_makes_a_move(language: str, sentence: str, move: str) -> None:
    assert move in moves_of(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "move"),
    [
        ("en", "Thank you in advance for returning the keys.", "thanks"),
        ("en", "If you decide to close your account, tell us by post.", "news"),
        ("en", "Your other accounts will not be affected or closed.", "news"),
        ("en", 'On Monday you wrote: "We are closing our account with you because of the fees."', "news"),
        ("es", "Gracias de antemano por devolver las llaves.", "thanks"),
        ("es", "Si decide cerrar su cuenta, díganoslo por carta.", "news"),
        ("es", "El lunes nos escribió usted: «Vamos a cerrar nuestra cuenta por las comisiones».", "news"),
        ("ca", "Gràcies per endavant per tornar les claus.", "thanks"),
        ("ca", "Si decidiu tancar el vostre compte, feu-nos-ho saber per carta.", "news"),
        ("ca", "Dilluns ens vau escriure: «Tancarem el nostre compte per les comissions».", "news"),
    ],
)
def test_a_sentence_that_only_looks_so_does_not(language: str, sentence: str, move: str) -> None:
    assert move not in moves_of(sentence, language)


@pytest.mark.parametrize(
    ("kind", "made"), [("termination", True), ("refusal", True), ("incident", False), ("general", False)]
)
def test_a_move_is_looked_for_in_the_letters_that_make_it(kind: str, *, made: bool) -> None:
    text = "My colleague Ann Cole of Hill & Sons would be glad to take you on; her number is 020 7946 0311.\n"
    assert ("referral" in read(text, kind=kind).sentences[0].moves) is made


def test_a_refusals_breakdown_is_its_reason_and_not_its_news() -> None:
    text = "We cannot offer you a place on the tour. Our van broke down last week.\n"
    news, breakdown = read(text, kind="refusal").sentences
    assert "news" in news.moves
    assert "news" not in breakdown.moves


@pytest.mark.parametrize(
    ("language", "before", "news"),
    [
        ("en", "Eleven saddles is what a good month brings.", "We are closing the workshop on 3 May."),
        ("es", "Once sillas de montar trae un mes bueno.", "Vamos a cerrar el taller el 3 de mayo."),
        ("ca", "Onze selles porta un mes bo.", "Tancarem el taller el 3 de maig."),
    ],
)
def test_a_statement_beside_the_news_may_be_its_reason(language: str, before: str, news: str) -> None:
    assert "reason" in read(f"{news} {before}\n", language).sentences[1].possible_moves


@pytest.mark.parametrize(
    ("language", "last"),
    [
        ("en", "Whichever road you take, a whole row of us will be there in March."),
        ("es", "En marzo, sea cual sea el camino, una fila entera de los nuestros estará allí."),
        ("ca", "Al març, sigui quin sigui el camí, tota una filera dels nostres hi serà."),
    ],
)
def test_a_last_sentence_that_does_nothing_else_may_be_a_friendly_word(language: str, last: str) -> None:
    assert "well-wish" in read(f"{last}\n", language).sentences[-1].possible_moves


def test_a_date_in_the_sentence_with_the_news_says_when() -> None:
    news, other = read("We are closing your account on 3 May 2027. The picnic was on 1 April.\n").sentences
    assert "end-date" in news.moves
    assert "end-date" not in other.moves


def test_every_move_can_be_traced_to_a_phrase_of_the_pack() -> None:
    letter = read("Thank you for your trust. We are closing your account on 3 May 2027.\n")
    for sentence in letter.sentences:
        for evidence in sentence.sure:
            assert evidence.cue is not None
            assert evidence.cue.phrase.id.startswith(f"en/{evidence.move}#")
