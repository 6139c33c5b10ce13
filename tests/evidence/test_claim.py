from soleus.evidence import Claim, Source, claim, claims
from soleus.evidence.claim import Kind
from soleus.evidence.source import Seen

BOOK = Source("S9", "A book", "Somebody", Seen.NOT_READ, "Not read.", doi="10.1/x")


def make(claim_id: str, *read_at: str, unread_part: str = "") -> Claim:
    return Claim(claim_id, Kind.SAFETY, "So it is.", (BOOK,), read_at, unread_part, ())


def test_a_claim_that_was_read_has_nothing_to_say_about_it() -> None:
    assert make("A01", "S9").reading == ""
    assert not make("A01", "S9").is_unread


def test_a_claim_of_the_article_that_nobody_read_at_its_source_says_so() -> None:
    assert make("A01").is_unread
    assert make("A01").reading.startswith("We know this through the article.")


def test_a_claim_beyond_the_article_that_nobody_read_asks_for_care() -> None:
    one = make("X07")
    assert one.origin == "This goes beyond the article."
    assert one.reading == "None of us has read this at the source yet, so take it with care."


def test_a_claim_read_in_part_says_which_part_was_not() -> None:
    assert make("X11", "S9", unread_part="The first aid.").reading == "The first aid."


def test_what_the_ledger_marks_unread_beyond_the_article() -> None:
    unread = {one.id for one in claims().values() if one.beyond_article and one.is_unread}
    first = {"X07", "X14", "X17"}
    assert unread == first | {"X27", "X29", "X30", "X35", "X38", "X39", "X41", "X43"}
    assert "names no day" in claim("X05").reading


def test_the_json_shape_has_the_whole_claim() -> None:
    shape = make("X07").as_dict()
    assert list(shape) == [
        "id",
        "kind",
        "text",
        "sources",
        "beyond_article",
        "unread",
        "read_at",
        "reading",
        "see_also",
    ]
    assert shape["sources"] == [BOOK.as_dict()]
    assert (shape["unread"], shape["beyond_article"], shape["kind"]) == (True, True, "safety")
