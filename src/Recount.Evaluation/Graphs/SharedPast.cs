using Recount.Evaluation.Graphs.Onnx;

namespace Recount.Evaluation.Graphs;

/// <summary>
/// Lets many rows go on from one row of an earlier run: keys and values go in as that run gave them, and a gather in the graph copies each to the rows that
/// need it, on whatever device they lie.
/// </summary>
internal static class SharedPast
{
    /// <summary>Input [rows]: the earlier row that each row goes on from.</summary>
    public const string Parents = "recount.parents";

    private const long Opset = 11;

    /// <summary>The name under which the past goes into the edited graph.</summary>
    public static string NameOf(PastTensor past) => $"recount.{past.Input}";

    /// <summary>Edits a graph.</summary>
    /// <returns>Null where it was edited, else the reason in words.</returns>
    public static string? Edit(ModelProto model, long opset, IReadOnlyList<PastTensor> past)
    {
        if (past.Count == 0)
        {
            return "it takes no past";
        }

        if (opset < Opset)
        {
            return $"its operators are of version {opset}, before {Opset}";
        }

        var graph = model.Graph;
        foreach (var (tensor, at) in past.Select((p, i) => (p, i)))
        {
            var input = graph.Input.Single(i => i.Name == tensor.Input);
            input.Name = NameOf(tensor);
            input.Type.TensorType.Shape.Dim[0].DimParam = "recount.parent_rows";
            graph.Node.Insert(at, ScoredRows.With(ScoredRows.Node("Gather", [NameOf(tensor), Parents], tensor.Input), "axis", 0));
        }

        graph.Input.Add(ScoredRows.Value(Parents, TensorProto.Types.DataType.Int64, "recount.rows_in_all"));
        return null;
    }
}
