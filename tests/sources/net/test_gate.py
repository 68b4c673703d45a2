"""Addresses that are refused, in every spelling: no connection is made to them, by themselves or after a redirect."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.sources.net.fetch import Fetcher
from marsad.sources.net.gate import Gate, special
from marsad.sources.net.problems import FetchProblem
from marsad.sources.net.rules import Limits, Rules
from tests.sources.net.servers import Server, redirect, serving

LOOPBACK = """
    127.0.0.1 127.1 127.0.1 2130706433 017700000001 0x7f000001 0x7f.1 0177.0.0.1 0x7F.0x0.0x0.0x1
    00000177.0.0.1 127.0.0.1. 127.255.255.254 127。0。0。1 127．0．0．1 127.0.0.1.. localhost LOCALHOST localhost.
    LocalHost.. [::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [::ffff:127.0.0.1]
    [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [::FFFF:7F00:0001] [::127.0.0.1] [64:ff9b::127.0.0.1]
    [64:ff9b::7f00:1] [2002:7f00:1::] [2002:7f00:0001::1] [::ffff:0:127.0.0.1] [::1%25lo] [::1%lo]
    %31%32%37.0.0.1 127.0.0.1%2e ①②⑦.⓪.⓪.① 127.0.0.1%00.qarun.example 0 0.0.0.0 [::] 0x0 00
""".split()
PRIVATE = """
    10.0.0.1 10.255.255.255 0xa.1 012.0.0.1 167772161 172.16.0.1 172.31.255.255 2886729729 192.168.0.1
    192.168.1 0xc0.0xa8.0.1 3232235521 100.64.0.1 100.127.255.255 169.254.169.254 2852039166 0xA9FEA9FE
    169.254.43518 [::ffff:169.254.169.254] [fe80::1] [fe80::1%25eth0] [fc00::1] [fd12:3456::1] [fec0::1]
    [ff02::1] [64:ff9b::a00:1] [64:ff9b:1::1] [2002:a00:1::] [2002:c0a8:1::1] [2001:0:53aa:64c::1]
    [2001:db8::1] 224.0.0.1 239.255.255.250 255.255.255.255 240.0.0.1 192.0.2.1 198.18.0.1 203.0.113.5
""".split()
TRICKS = [
    "reader:secret@127.0.0.1", "qarun.example@127.0.0.1", "127.0.0.1#@qarun.example", "qarun.example\\@127.0.0.1",
    "127.0.0.1\t", "127.0.0.1 &@qarun.example", "127.0.0.1\n", "qarun.example%40127.0.0.1",
]  # fmt: skip


def local(name: str, port: int) -> list[str]:
    """The system's own look-up, as far as it needs nobody outside this machine."""
    flags = 0 if name.lower() == "localhost" else socket.AI_NUMERICHOST
    return [str(one[4][0]) for one in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=flags)]


FAST = Rules(gap=0, proxy="", limits=Limits(total=5, silence=5), resolver=local)


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every connection that anything in this process tries to make, and none made."""
    tried: list[object] = []

    def connect(address: object, *_: object, **__: object) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError("No test connects here.")

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def test_there_are_many_spellings() -> None:
    assert len({*LOOPBACK, *PRIVATE, *TRICKS}) >= 60


@pytest.mark.parametrize("host", [*LOOPBACK, *PRIVATE, *TRICKS])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_refused_addresses_are_never_connected_to(host: str, scheme: str, connections: list[object]) -> None:
    with pytest.raises(FetchProblem) as caught:
        Fetcher(FAST).get(f"{scheme}://{host}/")
    assert caught.value.reason in {"refused-address", "address", "dns"}
    assert str(caught.value).endswith(".")
    assert connections == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "[::ffff:127.0.0.1]", "localhost", "10.0.0.1", "[fe80::1]"]
)
def test_plain_spellings_are_told_from_what_is_unknown(host: str, connections: list[object]) -> None:
    with pytest.raises(FetchProblem) as caught:
        Fetcher(FAST).get(f"http://{host}/")
    assert caught.value.reason == "refused-address"
    assert "--allow-private" in str(caught.value)


@pytest.mark.parametrize("scheme", ["file", "ftp", "gopher", "data", "jar", "unix", "javascript"])
def test_other_schemes(scheme: str, connections: list[object]) -> None:
    with pytest.raises(FetchProblem, match="Only http and https") as caught:
        Fetcher(FAST).get(f"{scheme}:///etc/passwd")
    assert caught.value.reason == "address"
    assert connections == []


def test_one_private_address_among_public_ones_is_enough() -> None:
    gate = Gate(lambda _name, _port: ["93.184.216.34", "192.168.0.7"], allow_private=False)
    with pytest.raises(FetchProblem, match="private"):
        gate.addresses("qarun.example", 443, 1)


def test_a_name_that_nobody_knows() -> None:
    def nobody(name: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(FetchProblem, match=r"qarun\.example is not known") as caught:
        Gate(nobody, allow_private=False).addresses("qarun.example", 443, 1)
    assert (caught.value.reason, caught.value.passing) == ("dns", False)


def test_a_look_up_that_hangs_is_given_up() -> None:
    import threading

    release = threading.Event()

    def hangs(name: str, port: int) -> list[str]:
        release.wait(10)
        return []

    with pytest.raises(FetchProblem, match="could not be looked up in time"):
        Gate(hangs, allow_private=False).addresses("qarun.example", 443, 0.05)
    release.set()


MORE = [ipaddress.ip_network(words) for words in ("192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/4")]
"""Networks that the standard library calls global, and that no web server has its address in."""


@given(st.ip_addresses(v=4))
def test_agrees_with_the_standard_library_on_ipv4(address: ipaddress.IPv4Address) -> None:
    more = any(address in net for net in MORE)
    assert (special(address) is None) == (address.is_global and not more)


@given(st.ip_addresses(v=4))
def test_ipv6_forms_are_judged_by_the_ipv4_address_in_them(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    for form in (0xFFFF << 32 | number, 0x64FF9B << 96 | number, 0x2002 << 112 | number << 80):
        assert special(ipaddress.IPv6Address(form)) == special(address)


@given(st.ip_addresses(v=6))
def test_nothing_public_that_the_standard_library_calls_private(address: ipaddress.IPv6Address) -> None:
    if special(address) is None and address not in ipaddress.ip_network("64:ff9b::/96") and not address.ipv4_mapped:
        assert address.is_global
        assert not address.is_multicast


def test_the_connection_goes_to_the_address_that_was_checked(connections: list[object]) -> None:
    """DNS rebinding: the name has a public address when it is asked for first, and a private one ever after."""
    answers = iter([["93.184.216.34"]])
    asked = []

    def rebinding(name: str, port: int) -> list[str]:
        asked.append(name)
        return next(answers, ["127.0.0.1"])

    with pytest.raises(FetchProblem, match="cannot be reached"):
        Fetcher(Rules(gap=0, proxy="", resolver=rebinding)).get("http://qarun.example/")
    assert connections == [("93.184.216.34", 80)]
    assert asked == ["qarun.example"]


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:{port}/secret", "http://0x7f.1:{port}/secret", "//[::ffff:7f00:1]:{port}/secret"]
)
def test_redirects_are_checked_again(target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first server passes for a public one; where it sends us is refused."""
    real = socket.create_connection

    def public(address: tuple[str, int], *more: object, **named: object) -> socket.socket:
        assert address[0] == "93.184.216.34"
        return real(("127.0.0.1", address[1]), *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", public)

    def resolver(name: str, port: int) -> list[str]:
        return ["93.184.216.34"] if name == "qarun.example" else local(name, port)

    def refused(server: Server) -> None:
        server.pages["/"] = redirect(target.format(port=server.port))
        with pytest.raises(FetchProblem) as caught:
            Fetcher(Rules(gap=0, proxy="", resolver=resolver)).get(server.address(host="qarun.example"))
        assert caught.value.reason == "refused-address"
        assert [one.path for one in server.asked] == ["/robots.txt", "/"]

    with serving() as server:
        refused(server)
