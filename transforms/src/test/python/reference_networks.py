"""The networks of Gauntlet written anew in PyTorch, to check that the files it writes mean the same.

python3 reference_networks.py FOLDER

FOLDER holds a classifier as Gauntlet writes it (config.json, model.safetensors) and input.safetensors
with pixels, ids, mask and the logits that Gauntlet gave. Prints the largest difference of a logit,
relative to the largest logit. Names and shapes must fit these definitions exactly.
"""
import json
import os
import struct
import sys

import torch
from torch import nn
from torch.nn import functional as F


def read(path):
    """All tensors of a safetensors file."""
    data = open(path, "rb").read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    assert header.pop("__metadata__") == {"format": "pt"}
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32"
        begin, end = entry["data_offsets"]
        part = bytearray(data[8 + length + begin : 8 + length + end])
        tensors[name] = torch.frombuffer(part, dtype=torch.float32).reshape(entry["shape"])
    return tensors


def conv(inputs, outputs, kernel, stride=1, groups=1, bias=False):
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=bias)


class Excitation(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.fc1 = conv(channels, squeezed, 1, bias=True)
        self.fc2 = conv(squeezed, channels, 1, bias=True)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(F.relu(self.fc1(x.mean((2, 3), keepdim=True)))))


def to_eight(channels):
    """timm rounds the squeezed width to a multiple of 8."""
    return max(8, int(channels + 4) // 8 * 8)


class Basic(nn.Module):
    expansion = 1

    def __init__(self, inputs, planes, stride, shortcut, reduction):
        super().__init__()
        self.conv1, self.bn1 = conv(inputs, planes, 3, stride), nn.BatchNorm2d(planes)
        self.conv2, self.bn2 = conv(planes, planes, 3), nn.BatchNorm2d(planes)
        self.se = Excitation(planes, to_eight(planes / reduction))
        self.downsample = shortcut

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.se(self.bn2(self.conv2(y)))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, planes, stride, shortcut, reduction):
        super().__init__()
        outputs = planes * 4
        self.conv1, self.bn1 = conv(inputs, planes, 1), nn.BatchNorm2d(planes)
        self.conv2, self.bn2 = conv(planes, planes, 3, stride), nn.BatchNorm2d(planes)
        self.conv3, self.bn3 = conv(planes, outputs, 1), nn.BatchNorm2d(outputs)
        self.se = Excitation(outputs, to_eight(outputs / reduction))
        self.downsample = shortcut

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.se(self.bn3(self.conv3(y)))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class SenetBottleneck(nn.Module):
    expansion = 4

    def __init__(self, inputs, planes, stride, shortcut, reduction):
        super().__init__()
        outputs = planes * 4
        self.conv1, self.bn1 = conv(inputs, planes * 2, 1), nn.BatchNorm2d(planes * 2)
        self.conv2 = conv(planes * 2, outputs, 3, stride, groups=64)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.conv3, self.bn3 = conv(outputs, outputs, 1), nn.BatchNorm2d(outputs)
        self.se_module = Excitation(outputs, outputs // reduction)
        self.downsample = shortcut

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.se_module(self.bn3(self.conv3(y)))
        return F.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet(nn.Module):
    def __init__(self, family, channels, blocks, planes, reduction):
        super().__init__()
        block = {"BASIC": Basic, "BOTTLENECK": Bottleneck, "SENET": SenetBottleneck}[family]
        if family == "SENET":
            width = 128
            self.layer0 = nn.Module()
            self.layer0.conv1, self.layer0.bn1 = conv(channels, 64, 3, 2), nn.BatchNorm2d(64)
            self.layer0.conv2, self.layer0.bn2 = conv(64, 64, 3), nn.BatchNorm2d(64)
            self.layer0.conv3, self.layer0.bn3 = conv(64, 128, 3), nn.BatchNorm2d(128)
        else:
            width = 64
            self.conv1, self.bn1 = conv(channels, 64, 7, 2), nn.BatchNorm2d(64)
        self.stages = len(blocks)
        for stage in range(self.stages):
            layers = []
            for i in range(blocks[stage]):
                stride = 2 if stage > 0 and i == 0 else 1
                outputs = planes[stage] * block.expansion
                shortcut = None
                if stride != 1 or width != outputs:
                    kernel = 3 if family == "SENET" and stage > 0 else 1
                    shortcut = nn.Sequential(
                        conv(width, outputs, kernel, stride), nn.BatchNorm2d(outputs)
                    )
                layers.append(block(width, planes[stage], stride, shortcut, reduction))
                width = outputs
            setattr(self, "layer%d" % (stage + 1), nn.Sequential(*layers))

    def forward(self, x):
        if hasattr(self, "layer0"):
            stem = self.layer0
            x = F.relu(stem.bn1(stem.conv1(x)))
            x = F.relu(stem.bn2(stem.conv2(x)))
            x = F.relu(stem.bn3(stem.conv3(x)))
            x = F.max_pool2d(x, 3, 2, ceil_mode=True)
        else:
            x = F.max_pool2d(F.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        for stage in range(self.stages):
            x = getattr(self, "layer%d" % (stage + 1))(x)
            print("  stage %d: %s" % (stage + 1, list(x.shape[1:])))
        return x.mean((2, 3))


class DenseLayer(nn.Module):
    def __init__(self, inputs, growth):
        super().__init__()
        self.norm1, self.conv1 = nn.BatchNorm2d(inputs), conv(inputs, 4 * growth, 1)
        self.norm2, self.conv2 = nn.BatchNorm2d(4 * growth), conv(4 * growth, growth, 3)

    def forward(self, x):
        y = self.conv1(F.relu(self.norm1(x)))
        return torch.cat([x, self.conv2(F.relu(self.norm2(y)))], 1)


class DenseNet(nn.Module):
    def __init__(self, channels, growth, blocks):
        super().__init__()
        width = 2 * growth
        f = self.features = nn.Sequential()
        f.add_module("conv0", conv(channels, width, 7, 2))
        f.add_module("norm0", nn.BatchNorm2d(width))
        f.add_module("relu0", nn.ReLU())
        f.add_module("pool0", nn.MaxPool2d(3, 2, 1))
        for i, layers in enumerate(blocks, 1):
            block = nn.Sequential()
            for layer in range(1, layers + 1):
                block.add_module("denselayer%d" % layer, DenseLayer(width, growth))
                width += growth
            f.add_module("denseblock%d" % i, block)
            if i < len(blocks):
                transition = nn.Sequential()
                transition.add_module("norm", nn.BatchNorm2d(width))
                transition.add_module("relu", nn.ReLU())
                width //= 2
                transition.add_module("conv", conv(2 * width, width, 1))
                transition.add_module("pool", nn.AvgPool2d(2))
                f.add_module("transition%d" % i, transition)
        f.add_module("norm%d" % (len(blocks) + 1), nn.BatchNorm2d(width))

    def forward(self, x):
        return F.relu(self.features(x)).mean((2, 3))


def check_with_torchvision(config, state, images, features):
    """Compares features with those of torchvision's own network, where it is installed."""
    try:
        from torchvision.models import DenseNet as Theirs
    except ImportError:
        return
    network = Theirs(config["growth"], tuple(config["blocks"]), 2 * config["growth"])
    network.classifier = nn.Identity()
    network.load_state_dict(state, strict=True)
    difference = (network.eval()(images) - features).abs().max() / features.abs().max()
    print("  relative difference of the features from torchvision's: %.3g" % difference)
    assert difference <= 1e-5


class Bert(nn.Module):
    def __init__(self, config):
        super().__init__()
        hidden, epsilon = config["hidden_size"], config["layer_norm_eps"]
        self.heads = config["num_attention_heads"]
        self.embeddings = nn.Module()
        self.embeddings.word_embeddings = nn.Embedding(config["vocab_size"], hidden)
        self.embeddings.position_embeddings = nn.Embedding(config["max_position_embeddings"], hidden)
        self.embeddings.token_type_embeddings = nn.Embedding(config["type_vocab_size"], hidden)
        self.embeddings.LayerNorm = nn.LayerNorm(hidden, epsilon)
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList()
        for _ in range(config["num_hidden_layers"]):
            layer = nn.Module()
            layer.attention = nn.Module()
            inner = nn.Module()
            inner.query, inner.key, inner.value = (nn.Linear(hidden, hidden) for _ in range(3))
            layer.attention.add_module("self", inner)
            layer.attention.output = nn.Module()
            layer.attention.output.dense = nn.Linear(hidden, hidden)
            layer.attention.output.LayerNorm = nn.LayerNorm(hidden, epsilon)
            layer.intermediate = nn.Module()
            layer.intermediate.dense = nn.Linear(hidden, config["intermediate_size"])
            layer.output = nn.Module()
            layer.output.dense = nn.Linear(config["intermediate_size"], hidden)
            layer.output.LayerNorm = nn.LayerNorm(hidden, epsilon)
            self.encoder.layer.append(layer)

    def split(self, x):
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, ids, mask):
        e = self.embeddings
        x = e.word_embeddings(ids) + e.position_embeddings(torch.arange(ids.shape[1]))
        x = e.LayerNorm(x + e.token_type_embeddings(torch.zeros_like(ids)))
        hidden = (mask == 0)[:, None, None, :]
        for layer in self.encoder.layer:
            inner = getattr(layer.attention, "self")
            query, key, value = (self.split(f(x)) for f in (inner.query, inner.key, inner.value))
            scores = query @ key.transpose(2, 3) / query.shape[-1] ** 0.5
            mixed = scores.masked_fill(hidden, -1e9).softmax(-1) @ value
            mixed = mixed.transpose(1, 2).reshape(x.shape)
            x = layer.attention.output.LayerNorm(layer.attention.output.dense(mixed) + x)
            fed = layer.output.dense(F.gelu(layer.intermediate.dense(x)))
            x = layer.output.LayerNorm(fed + x)
        return x[:, 0]


def begins(tensors, prefix):
    return {k[len(prefix) :]: v for k, v in tensors.items() if k.startswith(prefix)}


torch.set_grad_enabled(False)
folder = sys.argv[1]
config = json.load(open(os.path.join(folder, "config.json")))
weights = read(os.path.join(folder, "model.safetensors"))
given = read(os.path.join(folder, "input.safetensors"))
features = []
if "image" in config:
    image = config["image"]
    if "growth" in image:
        network = DenseNet(image["channels"], image["growth"], image["blocks"])
    else:
        network = ResNet(
            image["family"], image["channels"], image["blocks"], image["planes"], image["reduction"]
        )
    network.load_state_dict(begins(weights, "image."), strict=True)
    pixels = given["pixels"]
    views = pixels.reshape(-1, 1, *pixels.shape[2:])
    views = (views - config["pixels"]["mean"]) / config["pixels"]["deviation"]
    views = views.repeat(1, image["channels"], 1, 1)
    out = network.eval()(views)
    if "growth" in image and image["channels"] == 3:
        check_with_torchvision(image, begins(weights, "image."), views, out)
    features.append(out.reshape(pixels.shape[0], -1))
if "text" in config:
    bert = Bert(config["text"])
    bert.load_state_dict(begins(weights, "text."), strict=True)
    features.append(bert.eval()(given["ids"].long(), given["mask"].long()))
head = begins(weights, "head.")
logits = F.linear(torch.cat(features, 1), head["weight"], head["bias"])
difference = (logits - given["logits"]).abs().max() / given["logits"].abs().max()
print("  logits in Python: %s" % logits.tolist())
print("  logits given:     %s" % given["logits"].tolist())
print("largest relative difference: %.3g" % difference)
