"""What registers do about news, after the answer."""

from juxian.kit.events import subscribe
from juxian.registers.events import DeliveryBegun, DeliverySent, FactQueryAnswered
from juxian.registers.importers import check_file, take_in_file
from juxian.registers.messages import tell_answer
from juxian.registers.models import Delivery, FactQuery


@subscribe(DeliverySent)
def read_file(news: DeliverySent) -> None:
    check_file(Delivery.objects.get(pk=news.delivery_id))


@subscribe(DeliveryBegun)
def take_in(news: DeliveryBegun) -> None:
    take_in_file(Delivery.objects.get(pk=news.delivery_id))


@subscribe(FactQueryAnswered)
def tell(news: FactQueryAnswered) -> None:
    tell_answer(FactQuery.objects.get(pk=news.query_id))
