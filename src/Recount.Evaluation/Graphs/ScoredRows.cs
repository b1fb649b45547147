using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>
/// Puts the vocabulary head behind a gather of the rows that are scored, with a log-softmax in 32 bits and a gather of the targets after it: most of a small
/// model's time is its head, and most of the head's rows are never looked at.
/// </summary>
internal static class ScoredRows
{
    /// <summary>Input [rows, 2]: row and position of each hidden state that is scored.</summary>
    public const string Rows = "recount.rows";

    /// <summary>Input [targets, 2]: which of those, and which token.</summary>
    public const string Targets = "recount.targets";

    /// <summary>Output [targets]: natural logarithm of the probability of each target.</summary>
    public const string LogProbabilities = "recount.log_probabilities";

    /// <summary>Output [rows]: the likeliest token after each row.</summary>
    public const string Likeliest = "recount.likeliest";

    // From the version on in which each operator has the form used here.
    private const long Opset = 12;

    private const string Hidden = "recount.hidden";

    /// <summary>Edits a graph; where its head is not understood, says why and leaves it alone.</summary>
    /// <returns>Null where it was edited, else the reason in words.</returns>
    public static string? Edit(ModelProto model, long opset, string logits)
    {
        if (opset < Opset)
        {
            return $"its operators are of version {opset}, before {Opset}";
        }

        var graph = model.Graph;
        var chain = new Producers(graph).HeadOf(logits, out var resists);
        if (chain is null)
        {
            return resists;
        }

        graph.Node.Add(Node("GatherND", [chain.Hidden, Rows], Hidden));
        var value = Hidden;
        foreach (var (step, at) in chain.Steps.Select((s, i) => (s, i)))
        {
            var copy = step.Node.Clone();
            copy.Name = $"recount.head.{at}";
            copy.Input[step.Input] = value;
            copy.Output.Clear();
            copy.Output.Add(value = $"recount.head.{at}");
            graph.Node.Add(copy);
        }

        graph.Node.Add(With(Node("Cast", [value], "recount.logits"), "to", (long)TensorProto.Types.DataType.Float));
        graph.Node.Add(With(Node("LogSoftmax", ["recount.logits"], "recount.log_softmax"), "axis", 1));
        graph.Node.Add(Node("GatherND", ["recount.log_softmax", Targets], LogProbabilities));
        graph.Node.Add(With(With(Node("ArgMax", ["recount.logits"], Likeliest), "axis", 1), "keepdims", 0));
        graph.Output.Remove(graph.Output.Single(o => o.Name == logits));
        Remove(graph, chain);
        graph.Input.Add(Value(Rows, TensorProto.Types.DataType.Int64, "recount.n", "2"));
        graph.Input.Add(Value(Targets, TensorProto.Types.DataType.Int64, "recount.m", "2"));
        graph.Output.Add(Value(LogProbabilities, TensorProto.Types.DataType.Float, "recount.m"));
        graph.Output.Add(Value(Likeliest, TensorProto.Types.DataType.Int64, "recount.n"));
        return null;
    }

    // The runtime runs every operator of a graph, whether or not anything comes of it.
    private static void Remove(GraphProto graph, Head chain)
    {
        foreach (var (node, _) in chain.Steps.Reverse())
        {
            // What a subgraph reads is not looked for: where there are any, the head stays.
            if (graph.Output.Any(o => node.Output.Contains(o.Name)) || graph.Node.Any(n => n.Input.Any(node.Output.Contains) || n.Attribute.Any(a => a.G is not null)))
            {
                return;
            }

            graph.Node.Remove(node);
        }
    }

    internal static NodeProto Node(string type, string[] inputs, string output)
    {
        var node = new NodeProto { OpType = type, Name = output };
        node.Input.Add(inputs);
        node.Output.Add(output);
        return node;
    }

    internal static NodeProto With(NodeProto node, string name, long value)
    {
        node.Attribute.Add(new AttributeProto { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value });
        return node;
    }

    /// <summary>A graph input or output; dimensions are numbers or names.</summary>
    internal static ValueInfoProto Value(string name, TensorProto.Types.DataType type, params string[] dimensions)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(dimensions.Select(d => long.TryParse(d, out var size) ? new TensorShapeProto.Types.Dimension { DimValue = size } : new() { DimParam = d }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }
}
