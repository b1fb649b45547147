using System.Globalization;
using System.Runtime.InteropServices;
using Google.Protobuf;
using Recount.Evaluation.Graphs.Onnx;
using DataType = Recount.Evaluation.Graphs.Onnx.TensorProto.Types.DataType;

namespace Recount.Tests.Evaluation.Models;

/// <summary>A graph that is being written: nodes named by their place in the model, as an exporter names them, and tensors, each once.</summary>
internal sealed class RandomDecoderGraph(RandomDecoderOptions options, Stream? external, string externalName)
{
    public const string ContribDomain = "com.microsoft";

    // Smaller tensors stay in the graph, as with the ONNX package's own writer.
    private const int Small = 1024;

    private readonly HashSet<string> _names = [];

    public GraphProto Main { get; } = new() { Name = "main_graph" };

    /// <summary>Where nodes go; tensors always go to <see cref="Main"/>, which a branch sees.</summary>
    public GraphProto Current { get; private set; } = null!;

    public RandomDecoderOptions Options => options;

    public DataType FloatType => options.Float16 ? DataType.Float16 : DataType.Float;

    public static AttributeProto Attribute(string name, long value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = value };

    public static AttributeProto Attribute(string name, float value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Float, F = value };

    public static AttributeProto Attribute(string name, GraphProto value) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = value };

    public static AttributeProto Attribute(string name, params long[] values) => new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { values } };

    public static ValueInfoProto Value(string name, DataType type, params object[] dims)
    {
        var shape = new TensorShapeProto();
        shape.Dim.AddRange(dims.Select(d => d is string text ? new TensorShapeProto.Types.Dimension { DimParam = text } : new() { DimValue = (int)d }));
        return new() { Name = name, Type = new() { TensorType = new() { ElemType = (int)type, Shape = shape } } };
    }

    /// <summary>Nodes go to this graph from now on.</summary>
    public void Into(GraphProto graph) => Current = graph;

    /// <summary>Adds a node with one output, whose name it returns.</summary>
    public string Node(string scope, string op, string[] inputs, params AttributeProto[] attributes) => Node(scope, op, "", inputs, attributes).Output[0];

    /// <summary>Adds a node of an operator set with one output, to which more can be added.</summary>
    public NodeProto Node(string scope, string op, string domain, string[] inputs, params AttributeProto[] attributes)
    {
        var (name, copy) = ($"{scope}/{op}", 0);
        while (!_names.Add(name))
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{scope}/{op}_{++copy}");
        }

        var node = new NodeProto { Name = name, OpType = op, Domain = domain, Input = { inputs }, Output = { $"{name}_output_0" }, Attribute = { attributes } };
        Current.Node.Add(node);
        return node;
    }

    /// <summary>Gives the output of the last node a name of its own.</summary>
    public string Named(string value, string name)
    {
        var node = Current.Node[^1];
        node.Output[node.Output.IndexOf(value)] = name;
        return name;
    }

    /// <summary>Whole numbers: a vector, or a scalar.</summary>
    public string Whole(params long[] values) => Once($"/constants/int64/1D/{string.Join(',', values)}", DataType.Int64, [values.Length], () => Bytes<long>(values));

    public string WholeScalar(long value) => Once($"/constants/int64/0D/{value}", DataType.Int64, [], () => Bytes<long>([value]));

    /// <summary>A number in the model's precision, or always in single precision.</summary>
    public string Number(double value, DataType type)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"/constants/{type}/0D/{value:R}");
        return Once(name, type, [], () => Bytes([(float)value], type));
    }

    /// <summary>A tensor that the caller computes.</summary>
    public string Table(string name, DataType type, int[] dims, Func<float[]> values) => Once(name, type, dims, () => Bytes(values(), type));

    /// <summary>A weight by its name in the checkpoint.</summary>
    public string Weight(string name, params int[] dims) => Table(name, FloatType, dims, () => RandomDecoderWeights.Of(options, name, dims));

    private static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static byte[] Bytes(float[] values, DataType type) => type == DataType.Float16 ? Bytes(Array.ConvertAll(values, v => (Half)v)) : Bytes(values);

    private string Once(string name, DataType type, int[] dims, Func<byte[]> bytes)
    {
        if (!_names.Add(name))
        {
            return name;
        }

        var (tensor, content) = (new TensorProto { Name = name, DataType = (int)type, Dims = { dims.Select(d => (long)d) } }, bytes());
        if (external is null || content.Length < Small)
        {
            tensor.RawData = UnsafeByteOperations.UnsafeWrap(content);
        }
        else
        {
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(Entry("location", externalName));
            tensor.ExternalData.Add(Entry("offset", external.Position.ToString(CultureInfo.InvariantCulture)));
            tensor.ExternalData.Add(Entry("length", content.Length.ToString(CultureInfo.InvariantCulture)));
            external.Write(content);
        }

        Main.Initializer.Add(tensor);
        return name;
    }

    private static StringStringEntryProto Entry(string key, string value) => new() { Key = key, Value = value };
}
