"""Write the tuned network as ONNX with whole-number weights."""

from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from models.training.encoder.network import SHORT, Network

_OPSET = 17


class _Short(nn.Module):
    """The network with its first dimensions alone, of length 1."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        """Give one vector a row."""
        return nn.functional.normalize(self.network(input_ids, attention_mask)[:, :SHORT], dim=-1)


def to_onnx(network: Network) -> bytes:
    """Give the network in 32 bits as ONNX bytes: input_ids, attention_mask -> vector."""
    network.eval()
    example = torch.tensor([[101, 2003, 102], [101, 102, 0]])
    axes = {0: "texts", 1: "tokens"}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.onnx"
        torch.onnx.export(
            _Short(network),
            (example, (example > 0).long()),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["vector"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "vector": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,
        )
        return path.read_bytes()


def quantized(model: bytes) -> bytes:
    """Give the model with weights of 8 bits."""
    with TemporaryDirectory() as folder:
        wide, narrow = Path(folder) / "wide.onnx", Path(folder) / "narrow.onnx"
        wide.write_bytes(model)
        quantize_dynamic(wide, narrow, weight_type=QuantType.QInt8, per_channel=True)
        found = onnx.load(narrow)
    data: bytes = found.SerializeToString(deterministic=True)
    return data
