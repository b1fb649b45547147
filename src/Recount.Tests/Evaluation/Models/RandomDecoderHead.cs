using static Recount.Tests.Evaluation.Models.RandomDecoderGraph;

namespace Recount.Tests.Evaluation.Models;

/// <summary>From the last hidden states to logits, in the ways in which exporters write it.</summary>
internal sealed class RandomDecoderHead(RandomDecoderGraph graph, string branch)
{
    private const string Scope = "/lm_head";

    public void Write(string hidden)
    {
        var options = graph.Options;
        if (options.LastOnly || options.LogitsToKeep)
        {
            var from = options.LastOnly ? graph.Whole(-1) : graph.Node("/model", "Unsqueeze", [graph.Node("/model", "Neg", ["num_logits_to_keep"]), graph.Whole(0)]);
            hidden = graph.Node("/model", "Slice", [hidden, from, graph.Whole(long.MaxValue), graph.Whole(1)]);
        }

        var logits = options.GemmHead ? Gemm(hidden) : MatMul(hidden);
        if (options.SoftCap != 0)
        {
            var cap = graph.Number(options.SoftCap, graph.FloatType);
            logits = graph.Node("", "Mul", [graph.Node("", "Tanh", [graph.Node("", "Div", [logits, cap])]), cap]);
        }

        graph.Named(logits, $"{branch}logits");
    }

    private string MatMul(string hidden)
    {
        var options = graph.Options;
        var weight = options.TiedHead
            ? graph.Node(Scope, "Transpose", [graph.Weight("model.embed_tokens.weight", options.Vocabulary, options.Width)], Attribute("perm", [1L, 0]))
            : graph.Weight("lm_head.weight", options.Width, options.Vocabulary);
        var logits = graph.Node(Scope, "MatMul", [hidden, weight]);
        return options.HeadBias ? graph.Node(Scope, "Add", [logits, graph.Weight("lm_head.bias", options.Vocabulary)]) : logits;
    }

    private string Gemm(string hidden)
    {
        var options = graph.Options;
        var flat = graph.Node(Scope, "Reshape", [hidden, graph.Whole(-1, options.Width)]);
        string[] weight = options.TiedHead
            ? [graph.Weight("model.embed_tokens.weight", options.Vocabulary, options.Width)]
            : [graph.Weight("lm_head.weight", options.Width, options.Vocabulary)];
        string[] bias = options.HeadBias ? [graph.Weight("lm_head.bias", options.Vocabulary)] : [];
        var logits = graph.Node(Scope, "Gemm", [flat, .. weight, .. bias], Attribute("transB", options.TiedHead ? 1 : 0));
        var lead = graph.Node(Scope, "Slice", [graph.Node(Scope, "Shape", [hidden]), graph.Whole(0), graph.Whole(2), graph.Whole(0)]);
        return graph.Node(Scope, "Reshape", [logits, graph.Node(Scope, "Concat", [lead, graph.Whole(options.Vocabulary)], Attribute("axis", 0))]);
    }
}
