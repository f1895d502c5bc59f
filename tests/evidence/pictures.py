"""Real pictures with real particulars, made by Pillow: where they were taken, with what, and how they lie."""

import io

from PIL import Image, PngImagePlugin

SECRET = b"Tajna adresa 12"
LATITUDE = (45.0, 15.0, 30.0)


def exif(*, orientation=1):
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010E] = SECRET.decode()
    found.get_ifd(0x8825).update({1: "N", 2: LATITUDE, 3: "E", 4: (19.0, 50.0, 1.0)})
    return found


def picture():
    image = Image.new("RGB", (40, 20), "white")
    image.paste("red", (0, 0, 10, 10))
    return image


def jpeg(*, orientation=1, **options):
    stream = io.BytesIO()
    picture().save(stream, "JPEG", exif=exif(orientation=orientation), comment=SECRET, **options)
    return stream.getvalue()


def png():
    stream, texts = io.BytesIO(), PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET.decode())
    picture().save(stream, "PNG", pnginfo=texts, exif=exif())
    return stream.getvalue()


def webp():
    stream = io.BytesIO()
    picture().save(stream, "WEBP", exif=exif(), xmp=b"<x>" + SECRET + b"</x>", lossless=True)
    return stream.getvalue()


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
