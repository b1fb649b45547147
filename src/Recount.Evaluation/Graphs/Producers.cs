using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>Which operator makes which value of a graph, to walk from an output back to what it comes from.</summary>
internal sealed class Producers(GraphProto graph)
{
    private readonly Dictionary<string, NodeProto> _of = graph.Node.SelectMany(n => n.Output.Select(o => (o, n))).Where(p => p.o.Length > 0)
        .GroupBy(p => p.o, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().n, StringComparer.Ordinal);

    private readonly Dictionary<string, TensorProto> _weights =
        graph.Initializer.GroupBy(i => i.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private readonly HashSet<string> _inputs = [.. graph.Input.Select(i => i.Name)];

    /// <summary>The steps from hidden states to logits: the product with the vocabulary, and what follows it token by token.</summary>
    /// <param name="resists">Why the head is not understood, where it is not.</param>
    public Head? HeadOf(string logits, out string resists)
    {
        var steps = new List<HeadStep>();
        var value = logits;
        while (_of.TryGetValue(value, out var node))
        {
            var data = node.OpType switch
            {
                "Cast" or "Tanh" or "Identity" when node.Input.Count == 1 => 0,
                "Mul" or "Div" or "Add" or "Sub" when node.Input.Count == 2 => IsFlat(node.Input[1]) ? 0 : IsFlat(node.Input[0]) ? 1 : -1,
                "MatMul" or "FusedMatMul" or "MatMulNBits" when node.Input.Skip(1).All(IsFixed) => 0,
                _ => -1,
            };
            if (data < 0)
            {
                resists = $"its logits come from {node.OpType}({string.Join(", ", node.Input.Take(3).Select(i => Text.Plain.Short(i, 40)))})";
                return null;
            }

            steps.Insert(0, new(node, data));
            value = node.Input[data];
            if (node.OpType.Contains("MatMul", StringComparison.Ordinal))
            {
                resists = "";
                return new(value, steps);
            }
        }

        resists = "its logits come from no product with a vocabulary";
        return null;
    }

    // A number, or one number for each token of the vocabulary: then rows can be left out before it.
    private bool IsFlat(string name) => _weights.TryGetValue(name, out var weight) ? weight.Dims.Count <= 1
        : _of.TryGetValue(name, out var node) && node.OpType == "Constant" && (node.Attribute is [{ T: null }] || node.Attribute is [{ T.Dims.Count: <= 1 }]);

    // Made of weights alone, the same in every run.
    private bool IsFixed(string name)
    {
        var open = new Stack<string>([name]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var next))
        {
            if (next.Length == 0 || _weights.ContainsKey(next) || !seen.Add(next))
            {
                continue;
            }

            if (_inputs.Contains(next) || !_of.TryGetValue(next, out var node) || node.Attribute.Any(a => a.G is not null))
            {
                return false;
            }

            foreach (var input in node.Input)
            {
                open.Push(input);
            }
        }

        return true;
    }
}

/// <summary>From hidden states to logits.</summary>
/// <param name="Hidden">The value [rows, tokens, width] that the head starts from.</param>
internal sealed record Head(string Hidden, IReadOnlyList<HeadStep> Steps);

/// <summary>One operator of a head.</summary>
/// <param name="Input">Which of its inputs is the value that the step before gives.</param>
internal sealed record HeadStep(NodeProto Node, int Input);
