using static Recount.Tests.Evaluation.Models.RandomDecoderGraph;
using DataType = Recount.Evaluation.Graphs.Onnx.TensorProto.Types.DataType;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Attention as one operator of ONNX Runtime, with the two lengths that onnxruntime-genai's model builder takes from the mask.</summary>
internal sealed class RandomDecoderGroupQuery : IRandomDecoderAttention
{
    private readonly RandomDecoderGraph _graph;
    private readonly string _lengths;
    private readonly string _total;

    public RandomDecoderGroupQuery(RandomDecoderGraph graph)
    {
        const string scope = "/model/attn_mask_reformat/attn_mask_subgraph";
        _graph = graph;
        var sum = graph.Node(scope, "ReduceSum", ["attention_mask", graph.Whole(1)], Attribute("keepdims", 1));
        var wide = graph.Node(scope, "Cast", [sum], Attribute("to", (long)DataType.Int64));
        _lengths = graph.Node(scope, "Cast", [graph.Node(scope, "Sub", [wide, graph.Whole(1)])], Attribute("to", (long)DataType.Int32));
        var total = graph.Node(scope, "Gather", [graph.Node(scope, "Shape", ["attention_mask"]), graph.WholeScalar(1)], Attribute("axis", 0));
        _total = graph.Node(scope, "Cast", [total], Attribute("to", (long)DataType.Int32));
    }

    public string Write(int layer, string hidden)
    {
        var (scope, options, size) = ($"/model/layers.{layer}/attn", _graph.Options, _graph.Options.HeadSize);
        string Projected(string projection, int heads) => _graph.Node($"{scope}/{projection}", "MatMul",
            [hidden, _graph.Weight($"model.layers.{layer}.self_attn.{projection}.weight", options.Width, heads * size)]);

        string[] past = [$"past_key_values.{layer}.key", $"past_key_values.{layer}.value"];
        string[] projected = [Projected("q_proj", options.Heads), Projected("k_proj", options.KeyValueHeads), Projected("v_proj", options.KeyValueHeads)];
        var node = _graph.Node(scope, "GroupQueryAttention", ContribDomain, [.. projected, .. past, _lengths, _total, Turns("cos", Math.Cos), Turns("sin", Math.Sin)],
            Attribute("num_heads", options.Heads), Attribute("kv_num_heads", options.KeyValueHeads), Attribute("scale", (float)(1 / Math.Sqrt(size))),
            Attribute("local_window_size", -1), Attribute("softcap", 0f), Attribute("do_rotary", 1), Attribute("rotary_interleaved", 0));
        node.Output.AddRange([$"present.{layer}.key", $"present.{layer}.value"]);
        return _graph.Node($"{scope}/o_proj", "MatMul", [node.Output[0], _graph.Weight($"model.layers.{layer}.self_attn.o_proj.weight", options.Width, options.Width)]);
    }

    private string Turns(string name, Func<double, double> turn)
    {
        var (options, half) = (_graph.Options, _graph.Options.HeadSize / 2);
        return _graph.Table($"{name}_cache", _graph.FloatType, [options.MaxLength, half], () =>
        {
            var frequencies = RandomDecoderPlaces.Frequencies(2 * half);
            return [.. Enumerable.Range(0, options.MaxLength * half).Select(i => (float)turn(i / half * (double)frequencies[i % half]))];
        });
    }
}
