"""«Tips en venn» and «Spør oss» in a browser: what a reader writes arrives whole, and stays text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Request, Route

pytestmark = pytest.mark.browser

QUESTION = "sporsmal-og-svar/komme-i-gang-med-individuell-plan/"
NYNORSK = f"{QUESTION}nn/"
LIMIT = 2000
REFUSED = ("kari@eksempel.no,ole@eksempel.no", "kari@eksempel", "")
"""One address of each fault; tests/script/mail.test.js has more of them."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mailto address taken apart as a mail program does it."""

    address: str
    to: str
    headers: dict[str, str]
    names: list[str]

    @property
    def body(self) -> str:
        return self.headers["body"]


def taken_apart(address: str) -> Mail:
    scheme, _, rest = address.partition(":")
    assert scheme == "mailto"
    to, _, query = rest.partition("?")
    assert "+" not in query, "a plus is a plus in mailto, never a space"
    pairs = [(unquote(name), unquote(value)) for name, _, value in (p.partition("=") for p in query.split("&"))]
    return Mail(address, unquote(to), dict(pairs), [name for name, _ in pairs])


def form(page: Page, part: str = "share") -> Locator:
    return page.locator(f'form[data-part="{part}"]')


def to_the_tip(page: Page, address: str) -> None:
    """Go to a page and open «Tips en venn», which is closed until it is wanted."""
    page.goto(address)
    expect(form(page)).to_be_hidden()
    page.locator('[data-part="share-place"] > summary').click()


def is_mail(request: Request) -> bool:
    return request.url.startswith("mailto:")


def sent(page: Page, part: str = "share") -> Mail:
    """Send the form, and return the mail that the browser was asked to open."""
    with page.expect_request(is_mail) as asked:
        form(page, part).locator("button:not([type])").click()
    return taken_apart(asked.value.url)


def refuse(page: Page, part: str = "share") -> None:
    """Send the form, and see that nothing was opened."""
    opened: list[str] = []
    page.on("request", lambda request: opened.append(request.url) if is_mail(request) else None)
    form(page, part).locator("button:not([type])").click()
    expect(form(page, part).locator("[aria-invalid]").first).to_be_focused()
    expect(form(page, part).locator('[data-part="sent"]')).to_be_hidden()
    assert opened == []


def tip(page: Page, *, to: str = "kari@eksempel.no", name: str = "", message: str = "") -> Mail:
    form(page).locator('[name="to"]').fill(to)
    form(page).locator('[name="name"]').fill(name)
    form(page).locator('[name="message"]').fill(message)
    return sent(page)


def test_a_tip_has_recipient_subject_message_name_title_and_address(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    title = page.locator("h1").inner_text()
    url = form(page).get_attribute("data-url") or ""
    mail = tip(page, name="Åse Ødegård", message="Se på denne!")
    assert mail.to == "kari@eksempel.no"
    assert mail.names == ["subject", "body"]
    assert title in mail.headers["subject"]
    assert mail.body == f"Se på denne!\r\n\r\nHilsen Åse Ødegård\r\n\r\n{title}\r\n{url}"
    assert url.endswith(QUESTION)


def test_a_tip_follows_the_language_of_the_page(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + NYNORSK)
    assert "\r\n\r\nHelsing Kari\r\n\r\n" in tip(page, name="Kari", message="Sjå her").body


def test_what_is_written_arrives_whole(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    text = "«Blåbær» 👩🏽‍🚒\n\n100 % & slikt? #1 = <b>a+b</b>; %0D%0ABcc: ole@eksempel.no"
    assert tip(page, message=text).body.startswith(text.replace("\n", "\r\n") + "\r\n\r\n")


def test_half_an_emoji_stops_nothing(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    form(page).locator('[name="message"]').evaluate("field => { field.value = 'før \\ud83d etter'; }")
    form(page).locator('[name="to"]').fill("kari@eksempel.no")
    assert sent(page).body.startswith("før \ufffd etter\r\n")


def test_text_never_becomes_a_header(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    text = "Kari&bcc=ole@eksempel.no"
    mail = tip(page, name=text, message=text)
    assert mail.names == ["subject", "body"]
    assert [name for name, _ in parse_qsl(mail.address.partition("?")[2])] == ["subject", "body"]
    assert mail.to == "kari@eksempel.no"
    assert mail.body.count(text) == 2


def test_a_name_stays_on_one_line_without_control_characters(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    field = form(page).locator('[name="name"]')
    field.evaluate("field => { field.type = 'hidden'; field.value = 'Kari\\r\\nBcc: ole@eksempel.no\\u0007'; }")
    form(page).locator('[name="to"]').fill("kari@eksempel.no")
    assert sent(page).body.startswith("Hilsen Kari Bcc: ole@eksempel.no\r\n\r\n")


def test_anything_but_one_address_is_refused_at_the_field(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    field = form(page).locator('[name="to"]')
    field.evaluate("field => { field.type = 'text'; }")
    message = page.locator("#share_to_error")
    for address in REFUSED:
        field.fill(address)
        refuse(page)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()
        assert "share_to_error" in (field.get_attribute("aria-describedby") or "").split()
        expect(message).to_be_visible()
        expect(message).to_contain_text("e-postadresse", ignore_case=True)
        field.fill("kari@eksempel.no")
        expect(message).to_be_hidden()
    assert sent(page).to == "kari@eksempel.no"


def test_several_addresses_are_called_several(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    form(page).locator('[name="to"]').fill("kari@eksempel.no,ole@eksempel.no")
    refuse(page)
    expect(page.locator("#share_to_error")).to_contain_text("bare én")


@pytest.mark.parametrize("address", ["åse@blåbær.no"])
def test_uncommon_addresses_are_let_through(page: Page, site_url: str, address: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    form(page).locator('[name="to"]').evaluate("field => { field.type = 'text'; }")
    assert tip(page, to=address).to == address


def test_letters_that_may_be_in_a_mailto_address_are_left_readable(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    mail = tip(page, to="kari.nord+tips_1-2@eksempel.no")
    assert mail.address.startswith("mailto:kari.nord+tips_1-2@eksempel.no?subject=")


@pytest.mark.parametrize(("character", "cost"), [("å", 6)])
def test_the_room_is_measured_in_what_characters_cost(page: Page, site_url: str, character: str, cost: int) -> None:
    to_the_tip(page, site_url + QUESTION)
    message = form(page).locator('[name="message"]')
    message.fill("x")
    before = room(page)
    message.fill("x" + character * 3 + "x")
    assert before - room(page) == 3 * cost + 1


def room(page: Page) -> int:
    shown = form(page).locator('[data-part="room"]')
    expect(shown).not_to_be_empty()  # what counts is fetched when the form is first used
    text = shown.inner_text()
    return int("".join(character for character in text if character.isdigit()))


def test_the_room_is_read_aloud_only_after_a_pause(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    spoken = form(page).locator('[data-part="room-status"]')
    form(page).locator('[name="message"]').press_sequentially("hei på deg", delay=20)
    assert spoken.inner_text() == ""
    expect(spoken).to_have_text(form(page).locator('[data-part="room"]').inner_text(), timeout=3000)


@pytest.mark.parametrize("character", ["🙂"])
def test_a_full_message_fits_and_one_character_more_is_refused(page: Page, site_url: str, character: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    message = form(page).locator('[name="message"]')
    form(page).locator('[name="to"]').fill("kari@eksempel.no")
    message.fill(character)
    cost = len(quote(character, safe=""))
    full = 1 + room(page) // cost
    message.fill(character * full)
    mail = sent(page)
    assert LIMIT - cost <= len(mail.address) < LIMIT
    assert mail.body.startswith(character * full + "\r\n")

    message.fill(character * (full + 1))
    refuse(page)
    expect(message).to_have_attribute("aria-invalid", "true")
    assert message.input_value() == character * (full + 1), "nothing is cut in silence"
    error = page.locator("#share_message_error")
    expect(error).to_contain_text("for lang")
    assert any(part.isdigit() and int(part) <= cost for part in error.inner_text().split())


@pytest.mark.parametrize("title", ["👩🏽‍🚒" * 500])
def test_a_very_long_title_leaves_room_for_a_message(page: Page, site_url: str, title: str) -> None:
    page.route(
        "**/" + QUESTION,
        lambda route: route.fulfill(
            response=(response := route.fetch()),
            body=response.text()
            .replace('data-title="', f'data-title="{title} ')
            .replace('data-subject="', f'data-subject="{title} '),
        ),
    )
    to_the_tip(page, site_url + QUESTION)
    mail = tip(page, name="Kari", message="Se her! " * 40)
    assert len(mail.address) < LIMIT
    assert "…" in mail.headers["subject"]
    assert mail.body.endswith(form(page).get_attribute("data-url") or "–")
    assert "\ufffd" not in mail.address


def test_after_opening_the_mail_the_page_says_so_and_offers_it_again(page: Page, site_url: str) -> None:
    to_the_tip(page, site_url + QUESTION)
    mail = tip(page)
    expect(form(page).get_by_role("status").last).to_contain_text("e-postprogrammet")
    expect(form(page).locator('[data-part="sent-link"]')).to_have_attribute("href", mail.address)


def test_what_composes_the_mail_is_fetched_when_the_form_is_first_used(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(site_url + QUESTION, wait_until="networkidle")
    page.locator('[data-part="share-place"] > summary').click()
    assert "/assets/mail-form.js" not in asked
    place = "button => Math.round(button.getBoundingClientRect().y + scrollY)"
    button = form(page).locator("button:not([type])")
    before = button.evaluate(place)
    form(page).locator('[name="name"]').focus()
    expect(form(page).locator('[data-part="room"]')).not_to_be_empty()
    assert asked.count("/assets/mail-form.js") == 1
    assert button.evaluate(place) == before, "the room that is told takes no room"


def test_a_mail_that_is_sent_before_that_has_come_is_opened_once_and_whole(page: Page, site_url: str) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/mail-form.js*", hold)
    to_the_tip(page, site_url + QUESTION)
    form(page).locator('[name="to"]').fill("kari@eksempel.no")
    form(page).locator('[name="message"]').fill("Se her")
    opened: list[str] = []
    page.on("request", lambda request: opened.append(request.url) if is_mail(request) else None)
    button = form(page).locator("button:not([type])")
    button.click()
    button.click()
    assert (page.url, opened) == (site_url + QUESTION, [])
    with page.expect_request(is_mail):
        held[0].continue_()
    expect(form(page).locator('[data-part="sent"]')).to_be_visible()
    assert [taken_apart(address).to for address in opened] == ["kari@eksempel.no"]
    assert taken_apart(opened[0]).body.startswith("Se her\r\n")


def test_if_that_never_comes_the_plain_link_is_opened(page: Page, site_url: str) -> None:
    broken = "throw new Error('borte');"
    page.route("**/mail-form.js*", lambda route: route.fulfill(body=broken, content_type="text/javascript"))
    to_the_tip(page, site_url + QUESTION)
    form(page).locator('[name="to"]').fill("kari@eksempel.no")
    plain = page.locator('a[data-part="share-link"]').get_attribute("href")
    assert [sent(page).address for _ in range(2)] == [plain, plain]


def test_the_address_of_the_page_is_copied(page: Page, site_url: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    to_the_tip(page, site_url + QUESTION)
    page.locator('[data-part="copy"]').click()
    expect(page.locator('[data-part="copy-status"]')).not_to_be_empty()
    expected = form(page).get_attribute("data-url")
    assert page.evaluate("navigator.clipboard.readText()") == expected
    expect(page.locator(".share .address a")).to_have_text(expected or "–")


def test_without_a_clipboard_the_address_is_selected(page: Page, site_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });document.execCommand = () => false;"
    )
    to_the_tip(page, site_url + QUESTION)
    page.locator('[data-part="copy"]').click()
    expect(page.locator('[data-part="copy-status"]')).to_contain_text("Ctrl")
    assert page.evaluate("getSelection().toString()") == form(page).get_attribute("data-url")


def test_without_script_there_is_the_plain_link_alone(noscript_page: Page, site_url: str) -> None:
    noscript_page.goto(site_url + QUESTION)
    expect(form(noscript_page)).to_be_hidden()
    expect(noscript_page.locator('[data-part="copy"]')).to_be_hidden()
    link = noscript_page.locator('a[data-part="share-link"]')
    expect(link).to_be_visible()
    mail = taken_apart(link.get_attribute("href") or "")
    assert (mail.to, mail.names) == ("", ["subject", "body"])
    assert noscript_page.locator("h1").inner_text() in mail.body
    assert QUESTION in mail.body


def test_a_question_goes_to_the_editors_with_role_municipality_and_theme(page: Page, site_url: str) -> None:
    page.goto(site_url + "spor-oss/?tema=folkehelse")
    ask = form(page, "ask")
    assert ask.locator('[name="theme"]').input_value() == "folkehelse"
    ask.locator('[name="role"]').fill("planlegger & rådgiver")
    ask.locator('[name="municipality"]').fill("Sør-Varanger")
    ask.locator('[name="question"]').fill("Når må oversikten være ferdig?\nHvem vedtar den?")
    mail = sent(page, "ask")
    assert mail.to == "post@kommunetorget.no"
    assert mail.names == ["subject", "body"]
    assert mail.body == (
        "Når må oversikten være ferdig?\r\nHvem vedtar den?\r\n\r\n"
        "Rolle: planlegger & rådgiver\r\nKommune: Sør-Varanger\r\nTema: Folkehelse i kommunal planlegging"
    )


def test_a_question_can_be_filled_in_from_the_address(page: Page, site_url: str) -> None:
    page.goto(site_url + f"spor-oss/?tema=finnes-ikke&sporsmal={quote('Hva er «IP»? <b>')}")
    ask = form(page, "ask")
    assert ask.locator('[name="question"]').input_value() == "Hva er «IP»? <b>"
    assert ask.locator('[name="theme"]').input_value() == ""
    assert sent(page, "ask").body == "Hva er «IP»? <b>"


def test_an_empty_question_is_refused_at_the_field(page: Page, site_url: str) -> None:
    page.goto(site_url + "spor-oss/")
    refuse(page, "ask")
    expect(form(page, "ask").locator('[name="question"]')).to_be_focused()
    expect(page.locator("#ask_question_error")).to_be_visible()


def test_without_script_a_question_can_be_sent_by_the_plain_link(noscript_page: Page, site_url: str) -> None:
    noscript_page.goto(site_url + "spor-oss/")
    expect(form(noscript_page, "ask")).to_be_hidden()
    link = noscript_page.locator('a[data-part="ask-link"]')
    expect(link).to_be_visible()
    assert taken_apart(link.get_attribute("href") or "").to == "post@kommunetorget.no"


@pytest.mark.parametrize("address", [QUESTION, "spor-oss/"])
def test_the_forms_are_filled_in_and_sent_with_the_keyboard(page: Page, site_url: str, address: str) -> None:
    part = "ask" if "spor-oss" in address else "share"
    (page.goto if part == "ask" else partial(to_the_tip, page))(site_url + address)
    first, last = ("role", "question") if part == "ask" else ("name", "message")
    form(page, part).locator(f'[name="{first}"]').focus()
    page.keyboard.type("x")
    page.keyboard.press("Tab")
    page.keyboard.type("kari@eksempel.no")
    if part == "ask":
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(form(page, part).locator(f'[name="{last}"]')).to_be_focused()
    page.keyboard.type("Hei")
    page.keyboard.press("Tab")
    with page.expect_request(is_mail) as asked:
        page.keyboard.press("Enter")
    assert "Hei" in taken_apart(asked.value.url).body
