"""A mail server of one's own, with a certificate signed by itself."""

import asyncio
import contextlib
import email
import ssl
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def certificate_in(folder):
    """A key and a certificate for localhost; the paths of both."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, private = folder / "cert.pem", folder / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    return pem, private


class Post:
    """A mail server of one's own: what it was sent, and whether the line was encrypted by then."""

    def __init__(self, certificate, *, refuses="", starttls=True):
        self.letters, self.refuses, self.starttls = [], refuses, starttls
        self.context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.context.load_cert_chain(*certificate)

    async def __aenter__(self):
        self.server = await asyncio.start_server(self._talk, "localhost", 0)
        self.port = self.server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self.server.close()
        await self.server.wait_closed()

    async def _talk(self, reader, writer):
        with contextlib.suppress(ssl.SSLError, ConnectionError):  # whoever does not trust us hangs up
            await self._listen(reader, writer)
        writer.close()

    async def _listen(self, reader, writer):
        writer.write(b"220 localhost\r\n")
        while line := (await reader.readline()).decode().strip():
            word = line.split(" ", 1)[0].upper()
            if word in {"EHLO", "HELO"}:
                writer.write(b"250-localhost\r\n250 STARTTLS\r\n" if self.starttls else b"250 localhost\r\n")
            elif word == "STARTTLS":
                writer.write(b"220 go\r\n")
                await writer.start_tls(self.context)
            elif word == "DATA":
                writer.write(b"354 go\r\n")
                self.letters.append((writer.get_extra_info("sslcontext") is not None, await self._letter(reader)))
                writer.write(b"250 ok\r\n")
            elif word == "RCPT" and self.refuses and self.refuses in line:
                writer.write(b"550 nobody\r\n")
            elif word == "QUIT":
                writer.write(b"221 bye\r\n")
                break
            else:
                writer.write(b"250 ok\r\n")
            await writer.drain()

    async def _letter(self, reader):
        lines = []
        while (line := await reader.readline()) != b".\r\n":
            lines.append(line)
        return email.message_from_bytes(b"".join(lines))
