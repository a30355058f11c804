"""Passing a page on where no program for mail opens: copies, what was typed, the device's sheet, and versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

QUESTION = "sporsmal-og-svar/komme-i-gang-med-individuell-plan/"
EXAMPLE = "praksis/doeme-kommune-folkehelseoversyn/"
REFUSED = (
    "Object.defineProperty(navigator, 'clipboard',"
    " { value: { writeText: () => Promise.reject(new Error('nei')) } });"
    "document.execCommand = () => false;"
)


@pytest.fixture(autouse=True)
def clipboard(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text.replace("\r\n", "\n")


def tip(page: Page, site_url: str, address: str = QUESTION) -> Locator:
    page.goto(site_url + address)
    page.locator('[data-part="share-place"] > summary').click()
    return page.locator('form[data-part="share"]')


def test_a_tip_is_copied_with_recipient_subject_and_text(page: Page, site_url: str) -> None:
    form = tip(page, site_url)
    expect(form).to_contain_text("Kopier e-posten, og lim den inn der du skriver e-post")
    form.locator('[name="to"]').fill("kari@eksempel.no")
    form.locator('[name="message"]').fill("Se her\n\nog her")
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[data-part="sent-status"]')).to_have_text(
        "E-posten er kopiert. Lim den inn der du skriver e-post."
    )
    title = page.locator("h1").inner_text()
    url = form.get_attribute("data-url")
    subject = form.get_attribute("data-subject")
    assert copied(page) == f"Til: kari@eksempel.no\nEmne: {subject}\n\nSe her\n\nog her\n\n{title}\n{url}"


def test_a_tip_without_a_recipient_or_with_a_long_text_is_copied_too(page: Page, site_url: str) -> None:
    form = tip(page, site_url)
    form.locator('[name="message"]').fill("å" * 3000)
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[data-part="sent-status"]')).not_to_be_empty()
    assert copied(page).startswith("Emne: ")
    assert "å" * 3000 in copied(page)


def test_a_faulty_recipient_is_told_and_nothing_is_copied(page: Page, site_url: str) -> None:
    form = tip(page, site_url)
    page.evaluate("navigator.clipboard.writeText('før')")
    form.locator('[name="to"]').fill("kari@eksempel.no, ole@eksempel.no")
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[name="to"]')).to_be_focused()
    expect(form.locator('[name="to"]')).to_have_attribute("aria-invalid", "true")
    assert copied(page) == "før"


def test_a_question_is_copied_and_an_empty_one_is_not(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}spor-oss/")
    form = page.locator('form[data-part="ask"]')
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[name="question"]')).to_be_focused()
    form.locator('[name="question"]').fill("Når må oversikten være ferdig?")
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[data-part="sent-status"]')).not_to_be_empty()
    assert re.fullmatch(r"Til: \S+@\S+\nEmne: Spørsmål .+\n\nNår må oversikten være ferdig\?", copied(page))


@pytest.mark.parametrize(("part", "to"), [("share-link", False), ("report", True)])
def test_each_mail_link_under_a_page_has_its_copy(page: Page, site_url: str, part: str, *, to: bool) -> None:
    page.goto(site_url + QUESTION)
    place = page.locator(f'.mails li:has([data-part="{part}"])')
    button = place.get_by_role("button")
    name = place.get_by_role("link").inner_text()
    expect(button).to_have_accessible_name(f"Kopier e-posten: {name}")
    button.click()
    expect(place.get_by_role("status")).to_contain_text("kopiert")
    assert copied(page).startswith("Til: " if to else "Emne: ")
    assert page.locator("h1").inner_text() in copied(page)
    button.click()
    expect(place.get_by_role("status")).to_have_count(1)


def test_a_plain_address_offers_its_copy_when_it_has_been_tried(page: Page, site_url: str) -> None:
    page.goto(site_url + QUESTION)
    link = page.locator('footer.site a[href^="mailto:"]')
    link.evaluate("link => link.addEventListener('click', event => event.preventDefault())")
    for _ in range(2):
        link.click()
    offer = page.locator("[data-copy-offer]")
    expect(offer).to_have_count(1)
    expect(offer.get_by_role("status")).to_have_text("Åpnet det seg ikke noe e-postprogram?")
    offer.get_by_role("button", name="Kopier adressen").click()
    expect(offer.get_by_role("status")).to_have_text("Adressen er kopiert.")
    assert copied(page) == link.inner_text()


def test_where_copying_is_refused_the_text_is_shown_selected(page: Page, site_url: str) -> None:
    page.add_init_script(REFUSED)
    form = tip(page, site_url)
    form.locator('[name="message"]').fill("Se her")
    for _ in range(2):
        form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[data-part="sent-status"]')).to_contain_text("Ctrl + C")
    area = form.locator("[data-copy-by-hand]")
    expect(area).to_have_count(1)
    expect(area).to_have_attribute("readonly", "")
    selected = area.evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
    assert selected == area.input_value()
    assert "Se her" in selected


def test_without_the_clipboard_api_it_is_copied_in_the_old_way(page: Page, site_url: str) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard; document.execCommand = () => true;")
    form = tip(page, site_url)
    button = form.get_by_role("button", name="Kopier e-posten")
    button.click()
    expect(form.locator('[data-part="sent-status"]')).to_contain_text("kopiert")
    expect(form.locator("[data-copy-by-hand]")).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("address", [QUESTION, "spor-oss/"])
def test_what_was_typed_is_there_when_the_reader_comes_back(page: Page, site_url: str, address: str) -> None:
    """Also where the browser keeps nothing of the page itself."""
    page.route(site_url + address, lambda route: route.fulfill(response=route.fetch(), headers=NOT_STORED))
    page.goto(site_url + address)
    if address == QUESTION:
        page.locator('[data-part="share-place"] > summary').click()
    text = page.locator("form textarea").first
    text.fill("Dette vil jeg ikke skrive om igjen")
    expect(page.locator('[data-part="room"]')).not_to_be_empty()  # what keeps it has come
    page.goto(f"{site_url}om/")
    page.goto(site_url + address)
    expect(text).to_be_visible()
    expect(text).to_have_value("Dette vil jeg ikke skrive om igjen")
    text.fill("")
    page.goto(f"{site_url}om/")
    page.goto(site_url + address)
    expect(page.locator("form textarea").first).to_have_value("")


NOT_STORED = {"content-type": "text/html; charset=utf-8", "cache-control": "no-store"}


def test_a_browser_that_keeps_nothing_stops_nothing(page: Page, site_url: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('nei'); } });")
    form = tip(page, site_url)
    form.locator('[name="message"]').fill("Se her")
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[data-part="sent-status"]')).to_contain_text("kopiert")


def test_the_devices_own_sheet_is_offered_where_there_is_one(page: Page, site_url: str) -> None:
    page.add_init_script(
        "window.shared = []; window.failure = '';"
        "navigator.share = data => { shared.push(data); return failure"
        " ? Promise.reject(new DOMException('', failure)) : Promise.resolve(); };"
    )
    form = tip(page, site_url)
    place = page.locator('[data-part="sheet"]')
    button = place.get_by_role("button", name="Del …")
    button.click()
    [data] = page.evaluate("shared")
    assert data == {"title": form.get_attribute("data-title"), "url": form.get_attribute("data-url")}
    page.evaluate("failure = 'AbortError'")
    button.click()
    expect(place.get_by_role("status")).to_be_empty()
    page.evaluate("failure = 'NotAllowedError'")
    button.click()
    expect(place.get_by_role("status")).to_have_text("Enheten kunne ikke dele siden. Kopier adressen i stedet.")


def test_without_a_sheet_none_is_offered(page: Page, site_url: str) -> None:
    page.add_init_script("delete Navigator.prototype.share;")
    tip(page, site_url)
    expect(page.locator('[data-part="sheet"]')).to_be_hidden()


def test_what_is_invented_is_said_in_what_is_passed_on(page: Page, site_url: str) -> None:
    form = tip(page, site_url, EXAMPLE)
    note = "Merk: Sida viser eit oppdikta eksempel."
    form.get_by_role("button", name="Kopier e-posten").click()
    expect(form.locator('[data-part="sent-status"]')).not_to_be_empty()
    assert copied(page).endswith(note)
    page.locator('.mails li:has([data-part="share-link"])').get_by_role("button").click()
    expect(page.locator(".mails").get_by_role("status")).not_to_be_empty()
    assert copied(page).endswith(note)


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("2020-01-02", "2. januar 2020"),
        ("2011", "2011"),
        ("9999-01-01", ""),
        ("2020-13-45", ""),
        ("%3Cb%3E", ""),
        ("", ""),
    ],
)
def test_a_reference_to_an_older_version_is_told(page: Page, site_url: str, version: str, told: str) -> None:
    page.goto(f"{site_url}{QUESTION}?versjon={version}")
    notice = page.locator('[data-part="newer"]')
    if told:
        expect(notice).to_have_text(f"Siden er endret etter versjonen fra {told}, som lenken gjaldt.")
    else:
        expect(notice).to_be_hidden()


def test_a_reference_to_the_version_that_stands_is_not_told(page: Page, site_url: str) -> None:
    page.goto(site_url + QUESTION)
    reference = page.locator('[data-part="reference"]').text_content() or ""
    page.goto(site_url + QUESTION + "?versjon=" + reference.strip().rpartition("?versjon=")[2])
    expect(page.locator('[data-part="newer"]')).to_be_hidden()


def test_the_text_is_to_be_had_as_markdown(page: Page, site_url: str) -> None:
    page.goto(site_url + QUESTION)
    address = page.locator('[data-part="cite"] a', has_text="Teksten som Markdown").get_attribute("href")
    assert "## Svar" in page.request.get(site_url.rstrip("/") + (address or "")).text()


def test_without_script_there_is_no_dead_button(noscript_page: Page, site_url: str) -> None:
    noscript_page.goto(site_url + QUESTION)
    noscript_page.locator('[data-part="share-place"] > summary').click()
    noscript_page.locator('[data-part="cite"] > summary').click()
    expect(noscript_page.locator("main footer").get_by_role("button")).to_have_count(0)
