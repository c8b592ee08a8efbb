"""Numbers and addresses of persons are taken out of petitions, however they are written; laws, dates and sums stay."""

import pytest

from badges.personal_data import Recogniser
from tests.support import petitions

pytestmark = pytest.mark.whole

OFFICE = Recogniser(
    allowed={"0225 3823 456", "skhcn@haiphong.gov.vn", "02253842105"}, tax_codes={"0301234567", "0200123456"}
)


@pytest.mark.parametrize(("sentence", "secrets"), petitions.NUMBERS)
def test_a_number_in_a_petition_is_taken_out(sentence: str, secrets: tuple[str, ...]) -> None:
    shown = OFFICE.hide(sentence)
    assert all(secret in sentence for secret in secrets)
    assert [secret for secret in secrets if secret in shown] == []


@pytest.mark.parametrize("sentence", petitions.KEPT)
def test_laws_dates_sums_goods_places_and_posts_stay(sentence: str) -> None:
    assert OFFICE.hide(sentence) == sentence


def test_a_companys_own_tax_code_stays_whatever_it_looks_like() -> None:
    known = Recogniser(tax_codes={"8012345678"})
    assert known.hide("MST 8012345678") == "MST 8012345678"
    assert OFFICE.hide("MST 8012345678") == "MST […]"
