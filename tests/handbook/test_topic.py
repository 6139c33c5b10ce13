from soleus.handbook import Passage, Topic

TOPIC = Topic(
    id="t",
    section="s",
    order=1,
    question="Why?",
    answer=(Passage("So.", ("C02", "C01")), Passage("So.", ("C01",))),
    more=(Passage("And so.", ("C03", "C02")),),
    figure=None,
)


def test_the_claims_of_a_topic_come_once_each_in_the_order_of_the_text() -> None:
    assert TOPIC.claims == ("C02", "C01", "C03")


def test_the_carrier_of_a_topic_cites_what_the_topic_tells() -> None:
    carrier = TOPIC.carrier
    assert (carrier.kind, carrier.id, carrier.claims) == ("topic", "t", TOPIC.claims)
