"""Writes pictures of every kind that Gauntlet reads, each with the grey values that pydicom and
Pillow give for it as big-endian doubles in NAME.f64, and prints NAME, height, width and the largest
difference that is allowed."""

import struct
import sys
import warnings
from pathlib import Path

import imagecodecs
import numpy as np
import pydicom
from PIL import Image, ImageOps
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.pixels import apply_modality_lut, apply_voi_lut
from pydicom.uid import (ExplicitVRBigEndian, ExplicitVRLittleEndian, ImplicitVRLittleEndian,
                         JPEG2000Lossless, JPEGBaseline8Bit, JPEGLossless, JPEGLosslessSV1, RLELossless)

OUT = Path(sys.argv[1])
EXACT = 1 / 65535
# A JPEG is undone by another inverse cosine transform, and colours are upsampled otherwise.
LEVELS = 2.5 / 255
COLOURS = 6 / 255
random = np.random.default_rng(7)
warnings.simplefilter("ignore")


def smooth(height=24, width=31, full=255):
    rows = np.linspace(0, 1, height)[:, None]
    columns = np.linspace(0, 1, width)[None, :]
    return np.rint((0.5 + 0.5 * np.sin(4 * rows + 5 * columns)) * full).astype(np.int64)


def noise(low, high, height=24, width=31):
    return random.integers(low, high, (height, width), endpoint=True)


def expect(name, values, allowed):
    values = np.asarray(values, ">f8")
    (OUT / (name + ".f64")).write_bytes(values.tobytes())
    print(name, values.shape[0], values.shape[1], allowed)


def pillow(name, allowed, **save):
    """Luma in floats, as convert('L') before it rounds."""

    def of(image):
        image.save(OUT / name, **save)
        with Image.open(OUT / name) as read:
            read = ImageOps.exif_transpose(read)
            if read.mode.startswith("I"):
                expect(name, np.asarray(read) / 65535, allowed)
            else:
                expect(name, np.asarray(read.convert("L")) / 255, allowed)

    return of


def pictures():
    grey = Image.fromarray(smooth().astype(np.uint8))
    colours = Image.merge(
        "RGB", [Image.fromarray(np.roll(smooth(), shift, 1).astype(np.uint8)) for shift in (0, 9, 17)])
    half = 0.51 / 255
    pillow("grey.png", EXACT)(grey)
    pillow("sixteen.png", EXACT)(Image.fromarray(noise(0, 65535).astype(np.uint16)))
    pillow("one-bit.png", EXACT)(grey.convert("1"))
    pillow("two-bits.png", half, bits=2)(grey.quantize(4))
    pillow("palette.png", half)(colours.quantize(200))
    pillow("colours.png", half)(colours)
    with_alpha = colours.copy()
    with_alpha.putalpha(grey)
    pillow("alpha.png", half)(with_alpha)
    pillow("grey-alpha.png", EXACT)(Image.merge("LA", [grey, grey.transpose(Image.ROTATE_180)]))
    pillow("transparent.png", EXACT, transparency=9)(grey)
    pillow("grey.jpg", LEVELS, quality=92)(grey)
    pillow("progressive.jpg", LEVELS, progressive=True)(grey)
    pillow("colours.jpg", COLOURS, quality=92)(colours)
    pillow("colours-progressive.jpg", COLOURS, quality=92, progressive=True)(colours)
    pillow("colours-444.jpg", LEVELS, quality=95, subsampling=0)(colours)
    pillow("rgb.jpg", LEVELS, quality=95, keep_rgb=True)(colours)
    pillow("inks.jpg", LEVELS, quality=95)(colours.convert("CMYK"))
    without_jfif("colours-444.jpg", "without-jfif.jpg")
    coded_inks("coded-inks.jpg")
    for orientation in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = orientation
        pillow(f"turned-{orientation}.jpg", LEVELS, exif=exif)(grey)
        pillow(f"turned-{orientation}.png", EXACT, exif=exif)(grey)


def without_jfif(source, name):
    """The JFIF segment is the first one of Pillow's files."""
    file = (OUT / source).read_bytes()
    length = struct.unpack(">H", file[4:6])[0]
    (OUT / name).write_bytes(file[:2] + file[4 + length:])
    expect(name, np.asarray(Image.open(OUT / name).convert("L")) / 255, LEVELS)


def coded_inks(name):
    inks = np.stack([np.roll(smooth(), shift, 1) for shift in (0, 5, 11, 23)], -1).astype(np.uint8)
    (OUT / name).write_bytes(imagecodecs.jpeg8_encode(
        inks, level=95, colorspace="CMYK", outcolorspace="YCCK", subsampling="444"))
    expect(name, np.asarray(Image.open(OUT / name).convert("L")) / 255, LEVELS)


def dicom(name, cells, *, syntax=ExplicitVRLittleEndian, frames=None, allowed=EXACT, **header):
    little = syntax != ExplicitVRBigEndian
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = syntax
    meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.1"
    meta.MediaStorageSOPInstanceUID = "1.2.3"
    data = FileDataset(str(OUT / name), {}, file_meta=meta, preamble=b"\0" * 128,
                       is_implicit_VR=syntax == ImplicitVRLittleEndian, is_little_endian=little)
    data.SOPClassUID, data.SOPInstanceUID = "1.2.840.10008.5.1.4.1.1.1", "1.2.3"
    data.PatientName, data.PatientID = "Doe^Jane", "4711"
    icon = Dataset()
    icon.Rows, icon.Columns, icon.BitsAllocated = 1, 1, 8
    data.IconImageSequence = [icon]
    data.Rows, data.Columns = cells.shape
    data.SamplesPerPixel = 1
    data.PhotometricInterpretation = "MONOCHROME2"
    stored = header.pop("stored", 8 * cells.dtype.itemsize)
    data.BitsAllocated, data.BitsStored, data.HighBit = 8 * cells.dtype.itemsize, stored, stored - 1
    data.PixelRepresentation = int(cells.dtype.kind == "i")
    for keyword, value in header.items():
        setattr(data, keyword, value)
    if frames is None:
        plain = cells.astype(cells.dtype.newbyteorder("<" if little else ">")).tobytes()
        data.PixelData = plain + b"\0" * (len(plain) % 2)
        data["PixelData"].VR = "OB" if data.BitsAllocated == 8 and little else "OW"
        if not little and data.BitsAllocated == 8:
            padded = np.frombuffer(data.PixelData, np.uint8)
            data.PixelData = padded.reshape(-1, 2)[:, ::-1].tobytes()
    else:
        data.PixelData = encapsulate(frames)
        data["PixelData"].VR = "OB"
    data.save_as(OUT / name, enforce_file_format=True)
    expect(name, shown(pydicom.dcmread(OUT / name)), allowed)


def shown(data):
    """In [0, 1], by pydicom's modality and VOI transforms."""
    cells = data.pixel_array
    signed = data.PixelRepresentation == 1
    low = -(1 << data.BitsStored - 1) if signed else 0
    ends = np.array([low, low + (1 << data.BitsStored) - 1], np.int64)
    values = apply_modality_lut(cells, data)
    table = data.get("VOILUTSequence")
    if table:
        values = apply_voi_lut(values.astype(np.int64), data) / ((1 << table[0].LUTDescriptor[2]) - 1)
    else:
        table = data.get("ModalityLUTSequence")
        if table:
            ends = np.array([0, (1 << table[0].LUTDescriptor[2]) - 1])
        else:
            ends = apply_modality_lut(ends, data)
        low, high = float(ends.min()), float(ends.max())
        if "WindowWidth" in data:
            values = apply_voi_lut(values.astype(np.float64), data)
        values = (values - low) / (high - low)
    return 1 - values if data.PhotometricInterpretation == "MONOCHROME1" else values


def look_up(first, entries, bits, order="<"):
    table = Dataset()
    values = np.rint(np.sqrt(np.linspace(0, 1, entries)) * ((1 << bits) - 1)).astype(order + "u2")
    table.add_new("LUTDescriptor", "SS" if first < 0 else "US", [entries, first, bits])
    table.add_new("LUTData", "OW", values.tobytes())
    return [table]


def dicoms():
    eight = noise(0, 255).astype(np.uint8)
    twelve = noise(0, 4095).astype(np.uint16)
    sixteen = noise(0, 65535).astype(np.uint16)
    signed = noise(-2048, 2047).astype(np.int16)
    for syntax, word in ((ImplicitVRLittleEndian, "implicit"), (ExplicitVRLittleEndian, "explicit"),
                         (ExplicitVRBigEndian, "big")):
        order = ">" if word == "big" else "<"
        dicom(f"{word}-8.dcm", eight, syntax=syntax)
        dicom(f"{word}-8-odd.dcm", noise(0, 255, 3, 5).astype(np.uint8), syntax=syntax)
        dicom(f"{word}-12.dcm", twelve, syntax=syntax, stored=12)
        dicom(f"{word}-16.dcm", sixteen, syntax=syntax, PhotometricInterpretation="MONOCHROME1")
        dicom(f"{word}-signed.dcm", signed, syntax=syntax, stored=12)
        dicom(f"{word}-rescaled.dcm", twelve, syntax=syntax, stored=12, RescaleSlope="1.5",
              RescaleIntercept="-1024", WindowCenter=["800", "1"], WindowWidth=["1900", "2"])
        dicom(f"{word}-table.dcm", twelve, syntax=syntax, stored=12,
              VOILUTSequence=look_up(100, 3000, 16, order), WindowCenter="1", WindowWidth="2")
        dicom(f"{word}-signed-table.dcm", signed, syntax=syntax, stored=12,
              VOILUTSequence=look_up(-1000, 1500, 12, order))
        dicom(f"{word}-modality-table.dcm", twelve, syntax=syntax, stored=12,
              ModalityLUTSequence=look_up(0, 4096, 16, order), PhotometricInterpretation="MONOCHROME1")
        dicom(f"{word}-both-tables.dcm", twelve, syntax=syntax, stored=12,
              ModalityLUTSequence=look_up(0, 4096, 16, order), VOILUTSequence=look_up(500, 60000, 10, order))
    dicom("negative-slope.dcm", twelve, stored=12, RescaleSlope="-1", RescaleIntercept="4095")
    for function in ("LINEAR", "LINEAR_EXACT", "SIGMOID"):
        for width in ("1", "2", "700.5"):
            dicom(f"{function}-{width}.dcm", twelve, stored=12, VOILUTFunction=function,
                  WindowCenter="2047.5", WindowWidth=width)
        dicom(f"{function}-1.dcm", signed, stored=12, VOILUTFunction=function, WindowCenter="-3",
              WindowWidth="1000", PhotometricInterpretation="MONOCHROME1")
    compressed(eight, twelve, sixteen, signed)


def compressed(eight, twelve, sixteen, signed):
    for syntax, word in ((JPEGLossless, "lossless"), (JPEGLosslessSV1, "lossless-first")):
        for cells, bits in ((eight, 8), (twelve, 12), (sixteen, 16)):
            dicom(f"{word}-{bits}.dcm", cells, syntax=syntax, stored=bits,
                  frames=[imagecodecs.ljpeg_encode(cells, bitspersample=bits)])
    for cells, bits in ((eight, 8), (twelve, 12), (sixteen, 16)):
        dicom(f"jpeg-2000-{bits}.dcm", cells, syntax=JPEG2000Lossless, stored=bits,
              frames=[imagecodecs.jpeg2k_encode(cells, codecformat="j2k", level=0, reversible=True,
                                                bitspersample=bits)])
    jpeg = imagecodecs.jpeg8_encode(smooth().astype(np.uint8), level=95)
    dicom("baseline.dcm", eight, syntax=JPEGBaseline8Bit, frames=[jpeg], allowed=LEVELS)
    for cells, word in ((eight, "8"), (sixteen, "16"), (signed, "signed"),
                        (np.repeat(eight, 4, 1), "runs")):
        plain = FileDataset("", {}, file_meta=FileMetaDataset())
        plain.Rows, plain.Columns = cells.shape
        plain.SamplesPerPixel, plain.PhotometricInterpretation = 1, "MONOCHROME2"
        plain.BitsAllocated = plain.BitsStored = 8 * cells.dtype.itemsize
        plain.HighBit, plain.PixelRepresentation = plain.BitsStored - 1, int(cells.dtype.kind == "i")
        plain.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
        plain.PixelData = cells.tobytes()
        plain["PixelData"].VR = "OW"
        plain.compress(RLELossless, encoding_plugin="pydicom", generate_instance_uid=False)
        dicom(f"run-lengths-{word}.dcm", cells, syntax=RLELossless,
              frames=list(pydicom.encaps.generate_frames(plain.PixelData, number_of_frames=1)))


pictures()
dicoms()
