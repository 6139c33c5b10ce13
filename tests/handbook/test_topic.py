from soleus.evidence import Text
from soleus.handbook.topic import Topic

TOPIC = Topic(
    id="t",
    section="s",
    order=1,
    question="Why?",
    answer=(Text("So.", ("C02", "C01")), Text("So.", ("C01",))),
    more=(Text("And so.", ("C03", "C02")),),
    figure=None,
)


def test_the_claims_of_a_topic_come_once_each_in_the_order_of_the_text() -> None:
    assert TOPIC.claims == ("C02", "C01", "C03")
