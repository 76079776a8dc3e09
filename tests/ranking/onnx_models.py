"""The smallest models that a test may want: ONNX with the metadata of a ranker."""

import json

import numpy as np
import onnx
from onnx import helper, numpy_helper


def score_model(features, node="Sigmoid", weights=None, **about):
    """Make a model: an operator on each feature, the last one being the answer.

    Args:
        features: their names.
        node: the operator.
        weights: one a feature; then the operator is on the weighted sum instead.
        about: further metadata; `calibration`, `usual`, `offset`.
    """
    width = len(features)
    nodes, source, out = [], "features", width
    initial = []
    if weights is not None:
        initial = [numpy_helper.from_array(np.array(weights, np.float32)[:, None], "weights")]
        nodes, source, out = (
            [helper.make_node("MatMul", ["features", "weights"], ["sum"])],
            "sum",
            1,
        )
    nodes.append(helper.make_node(node, [source], ["probabilities"]))
    given = helper.make_tensor_value_info("features", onnx.TensorProto.FLOAT, [None, width])
    gives = helper.make_tensor_value_info("probabilities", onnx.TensorProto.FLOAT, [None, out])
    graph = helper.make_graph(nodes, "test", [given], [gives], initial)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)], ir_version=8)
    metadata = {"features": list(features), "calibration": [1, 0], "usual": [0] * width} | about
    offset = metadata.pop("offset", "")
    helper.set_model_props(
        made, {k: json.dumps(v) for k, v in metadata.items()} | {"offset": offset}
    )
    return made.SerializeToString()
