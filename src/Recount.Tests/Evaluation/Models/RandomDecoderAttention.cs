using static Recount.Tests.Evaluation.Models.RandomDecoderGraph;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Attention in single steps, as Optimum exports it: rotary by position ids, heads repeated, one mask of causality and padding for all layers.</summary>
internal sealed class RandomDecoderAttention : IRandomDecoderAttention
{
    private readonly RandomDecoderGraph _graph;
    private readonly bool _hasPast;
    private readonly string _branch;
    private readonly string? _mask;
    private readonly string _cos;
    private readonly string _sin;

    public RandomDecoderAttention(RandomDecoderGraph graph, bool hasPast, string branch)
    {
        (_graph, _hasPast, _branch) = (graph, hasPast, branch);
        var places = new RandomDecoderPlaces(graph);
        _mask = places.Mask();
        (_cos, _sin) = places.Turns();
    }

    public string Write(int layer, string hidden)
    {
        var (scope, options) = ($"/model/layers.{layer}/self_attn", _graph.Options);
        var query = Rotate(scope, Heads(scope, "q_proj", hidden, options.Heads));
        var key = Rotate(scope, Heads(scope, "k_proj", hidden, options.KeyValueHeads));
        var value = Heads(scope, "v_proj", hidden, options.KeyValueHeads);
        (key, value) = (Present(scope, layer, "key", key), Present(scope, layer, "value", value));

        var turned = _graph.Node(scope, "Transpose", [Repeat(scope, key)], Attribute("perm", [0L, 1, 3, 2]));
        var scores = _graph.Node(scope, "Mul", [_graph.Node(scope, "MatMul", [query, turned]), _graph.Number(1 / Math.Sqrt(options.HeadSize), _graph.FloatType)]);
        var masked = _mask is null ? scores : _graph.Node(scope, "Add", [scores, _mask]);
        var mixed = _graph.Node(scope, "MatMul", [_graph.Node(scope, "Softmax", [masked], Attribute("axis", -1)), Repeat(scope, value)]);
        var rows = _graph.Node(scope, "Transpose", [mixed], Attribute("perm", [0L, 2, 1, 3]));
        var flat = _graph.Node(scope, "Reshape", [rows, _graph.Whole(0, -1, options.Width)]);
        return _graph.Node($"{scope}/o_proj", "MatMul", [flat, _graph.Weight($"model.layers.{layer}.self_attn.o_proj.weight", options.Width, options.Width)]);
    }

    private string Heads(string scope, string projection, string hidden, int heads)
    {
        var (size, name) = (_graph.Options.HeadSize, $"{scope[1..].Replace('/', '.')}.{projection}.weight");
        var flat = _graph.Node($"{scope}/{projection}", "MatMul", [hidden, _graph.Weight(name, _graph.Options.Width, heads * size)]);
        var split = _graph.Node(scope, "Reshape", [flat, _graph.Whole(0, -1, heads, size)]);
        return _graph.Node(scope, "Transpose", [split], Attribute("perm", [0L, 2, 1, 3]));
    }

    private string Rotate(string scope, string heads)
    {
        var half = _graph.Options.HeadSize / 2;
        var first = _graph.Node(scope, "Slice", [heads, _graph.Whole(0), _graph.Whole(half), _graph.Whole(3)]);
        var second = _graph.Node(scope, "Slice", [heads, _graph.Whole(half), _graph.Whole(long.MaxValue), _graph.Whole(3)]);
        var turned = _graph.Node(scope, "Concat", [_graph.Node(scope, "Neg", [second]), first], Attribute("axis", -1));
        return _graph.Node(scope, "Add", [_graph.Node(scope, "Mul", [heads, _cos]), _graph.Node(scope, "Mul", [turned, _sin])]);
    }

    private string Present(string scope, int layer, string part, string now)
    {
        if (!_hasPast && !_graph.Options.Merged)
        {
            return now;
        }

        string[] parts = _hasPast ? [$"past_key_values.{layer}.{part}", now] : [now];
        return _graph.Named(_graph.Node(scope, "Concat", parts, Attribute("axis", -2)), $"{_branch}present.{layer}.{part}");
    }

    private string Repeat(string scope, string heads)
    {
        var (options, times) = (_graph.Options, _graph.Options.Heads / _graph.Options.KeyValueHeads);
        if (times == 1)
        {
            return heads;
        }

        var apart = _graph.Node(scope, "Unsqueeze", [heads, _graph.Whole(2)]);
        var repeated = _graph.Node(scope, "Expand", [apart, _graph.Whole(1, 1, times, 1, 1)]);
        return _graph.Node(scope, "Reshape", [repeated, _graph.Whole(0, options.Heads, -1, options.HeadSize)]);
    }
}
