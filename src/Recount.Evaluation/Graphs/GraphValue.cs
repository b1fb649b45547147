using Recount.Evaluation.Graphs.Onnx;
using Recount.Text;

namespace Recount.Evaluation.Graphs;

/// <summary>An input or output of a graph.</summary>
/// <param name="Type">Its element type, as the format numbers them.</param>
/// <param name="Dimensions">Each a size, or a name where it may differ from run to run.</param>
public sealed record GraphValue(string Name, int Type, IReadOnlyList<GraphDimension> Dimensions)
{
    public int Rank => Dimensions.Count;

    public static GraphValue Of(ValueInfoProto value) => new(
        value.Name, value.Type?.TensorType?.ElemType ?? 0, [.. (value.Type?.TensorType?.Shape?.Dim ?? []).Select(d => new GraphDimension(d.HasDimValue ? d.DimValue : null, d.DimParam))]);

    /// <summary>A type's name in the format's own words.</summary>
    public static string TypeName(int type) => Enum.IsDefined((TensorProto.Types.DataType)type) ? ((TensorProto.Types.DataType)type).ToString().ToLowerInvariant() : $"type {type}";

    public override string ToString() => $"{Plain.Short(Name)} {TypeName(Type)}[{string.Join(", ", Dimensions.Select(d => d.ToString()))}]";
}

/// <summary>One dimension.</summary>
/// <param name="Size">Where it is fixed.</param>
/// <param name="Symbol">Where it is not; may be empty.</param>
public sealed record GraphDimension(long? Size, string Symbol)
{
    public override string ToString() => Size is { } size ? size.ToString(System.Globalization.CultureInfo.InvariantCulture) : Symbol.Length > 0 ? Plain.Short(Symbol, 30) : "?";
}
