using static Recount.Tests.Evaluation.Models.RandomDecoderGraph;
using DataType = Recount.Evaluation.Graphs.Onnx.TensorProto.Types.DataType;

namespace Recount.Tests.Evaluation.Models;

/// <summary>Embedding, layers, last norm and head: all nodes of one decoder, or of one branch of a merged one.</summary>
internal sealed class RandomDecoderBody(RandomDecoderGraph graph, bool hasPast, string branch)
{
    private const float Epsilon = 1e-5f;

    /// <summary>Adds all nodes; logits and present keys and values carry the branch's prefix in their names.</summary>
    public void Write()
    {
        var options = graph.Options;
        IRandomDecoderAttention attention = options.GroupQuery ? new RandomDecoderGroupQuery(graph) : new RandomDecoderAttention(graph, hasPast, branch);
        var hidden = graph.Node("/model/embed_tokens", "Gather", [graph.Weight("model.embed_tokens.weight", options.Vocabulary, options.Width), "input_ids"]);
        if (options.ExtraInput is { } extra)
        {
            var cast = graph.Node("/model", "Cast", [extra], Attribute("to", (long)graph.FloatType));
            hidden = graph.Node("/model", "Add", [hidden, graph.Node("/model", "Unsqueeze", [cast, graph.Whole(-1)])]);
        }

        string? change = null;
        for (var layer = 0; layer < options.Layers; layer++)
        {
            var scope = $"/model/layers.{layer}";
            (hidden, var normed) = AddAndNorm($"{scope}/input_layernorm", hidden, change);
            change = attention.Write(layer, normed);
            (hidden, normed) = AddAndNorm($"{scope}/post_attention_layernorm", hidden, change);
            change = FeedForward($"{scope}/mlp", normed);
        }

        new RandomDecoderHead(graph, branch).Write(AddAndNorm("/model/norm", hidden, change).Normed);
    }

    private string FeedForward(string scope, string hidden)
    {
        var (options, name) = (graph.Options, scope[1..].Replace('/', '.'));
        var gate = graph.Node($"{scope}/gate_proj", "MatMul", [hidden, graph.Weight($"{name}.gate_proj.weight", options.Width, options.Inner)]);
        var up = graph.Node($"{scope}/up_proj", "MatMul", [hidden, graph.Weight($"{name}.up_proj.weight", options.Width, options.Inner)]);
        var silu = graph.Node($"{scope}/act_fn", "Mul", [gate, graph.Node($"{scope}/act_fn", "Sigmoid", [gate])]);
        return graph.Node($"{scope}/down_proj", "MatMul", [graph.Node(scope, "Mul", [silu, up]), graph.Weight($"{name}.down_proj.weight", options.Inner, options.Width)]);
    }

    // The hidden state with what a layer adds to it, and the norm of that.
    private (string Sum, string Normed) AddAndNorm(string scope, string hidden, string? change)
    {
        var weight = graph.Weight($"{scope[1..].Replace('/', '.')}.weight", graph.Options.Width);
        if (graph.Options.GroupQuery)
        {
            if (change is null)
            {
                return (hidden, graph.Node(scope, "SimplifiedLayerNormalization", [hidden, weight], Attribute("axis", -1), Attribute("epsilon", Epsilon), Attribute("stash_type", 1)));
            }

            var node = graph.Node(scope, "SkipSimplifiedLayerNormalization", ContribDomain, [hidden, change, weight], Attribute("epsilon", Epsilon));
            if (scope != "/model/norm")
            {
                node.Output.AddRange(["", "", $"{scope}/output_3"]);
            }

            return (node.Output[^1], node.Output[0]);
        }

        var sum = change is null ? hidden : graph.Node(scope[..scope.LastIndexOf('/')], "Add", [hidden, change]);
        return (sum, Norm(scope, sum, weight));
    }

    // Root mean square, in single precision whatever the model's.
    private string Norm(string scope, string hidden, string weight)
    {
        var single = graph.Options.Float16 ? graph.Node(scope, "Cast", [hidden], Attribute("to", (long)DataType.Float)) : hidden;
        var square = graph.Node(scope, "Pow", [single, graph.Number(2, DataType.Float)]);
        var mean = graph.Node(scope, "ReduceMean", [square], Attribute("axes", [-1L]));
        var root = graph.Node(scope, "Sqrt", [graph.Node(scope, "Add", [mean, graph.Number(Epsilon, DataType.Float)])]);
        var normed = graph.Node(scope, "Mul", [single, graph.Node(scope, "Div", [graph.Number(1, DataType.Float), root])]);
        return graph.Node(scope, "Mul", [weight, graph.Options.Float16 ? graph.Node(scope, "Cast", [normed], Attribute("to", (long)DataType.Float16)) : normed]);
    }
}
