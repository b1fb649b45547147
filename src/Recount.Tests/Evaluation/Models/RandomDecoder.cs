using System.Text.Json;
using Google.Protobuf;
using Recount.Evaluation.Graphs.Onnx;
using static Recount.Tests.Evaluation.Models.RandomDecoderGraph;
using DataType = Recount.Evaluation.Graphs.Onnx.TensorProto.Types.DataType;

namespace Recount.Tests.Evaluation.Models;

/// <summary>A decoder of Llama's kind with random weights, as a model folder: no text comes of it, but every number that a trained one gives.</summary>
internal static class RandomDecoder
{
    public const int BeginOfSequence = 0;
    public const int EndOfSequence = 1;

    /// <summary>Writes config.json and the graph, with FILE_data beside it if weights are external, to a folder that it makes; the graph's path.</summary>
    /// <param name="file">Relative to the folder: model.onnx as Optimum has it, onnx/model.onnx as onnx-community.</param>
    public static string Write(string folder, RandomDecoderOptions options, string file = "model.onnx")
    {
        Check(options);
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(Path.Combine(folder, "config.json"), Configuration(options));

        using var external = options.ExternalData ? File.Create($"{path}_data") : null;
        var graph = new RandomDecoderGraph(options, external, $"{Path.GetFileName(path)}_data");
        graph.Main.Input.AddRange(Inputs(options, graph.FloatType));
        graph.Main.Output.AddRange(Outputs(options, graph.FloatType, ""));
        if (options.Merged)
        {
            graph.Into(graph.Main);
            var (with, without) = (Branch(graph, true), Branch(graph, false));
            var choice = new NodeProto { Name = "optimum::if", OpType = "If", Input = { "use_cache_branch" }, Output = { graph.Main.Output.Select(o => o.Name) } };
            choice.Attribute.Add([Attribute("then_branch", with), Attribute("else_branch", without)]);
            graph.Main.Node.Add(choice);
        }
        else
        {
            graph.Into(graph.Main);
            new RandomDecoderBody(graph, options.HasPast, "").Write();
        }

        var model = new ModelProto { IrVersion = 8, ProducerName = options.GroupQuery ? "onnxruntime-genai" : "pytorch", Graph = graph.Main };
        model.OpsetImport.Add(new OperatorSetIdProto { Domain = "", Version = 17 });
        if (options.GroupQuery)
        {
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = ContribDomain, Version = 1 });
        }

        using var stream = File.Create(path);
        model.WriteTo(stream);
        return path;
    }

    private static GraphProto Branch(RandomDecoderGraph graph, bool hasPast)
    {
        var (name, outside) = (hasPast ? "with_past" : "no_past", graph.Current);
        var branch = new GraphProto { Name = name };
        graph.Into(branch);
        new RandomDecoderBody(graph, hasPast, $"{name}.").Write();
        branch.Output.AddRange(Outputs(graph.Options, graph.FloatType, $"{name}."));
        graph.Into(outside);
        return branch;
    }

    private static IEnumerable<ValueInfoProto> Inputs(RandomDecoderOptions options, DataType type)
    {
        var total = options.HasPast ? "total_sequence_length" : "sequence_length";
        yield return Value("input_ids", options.IdType, "batch_size", "sequence_length");
        yield return Value("attention_mask", options.IdType, "batch_size", total);
        if (options.HasPositionIds)
        {
            yield return Value("position_ids", options.IdType, "batch_size", "sequence_length");
        }

        foreach (var cache in options.HasPast ? Caches(options, type, "past_key_values", "past_sequence_length") : [])
        {
            yield return cache;
        }

        if (options.Merged)
        {
            yield return Value("use_cache_branch", DataType.Bool, 1);
        }

        if (options.LogitsToKeep)
        {
            yield return Value("num_logits_to_keep", DataType.Int64);
        }

        if (options.ExtraInput is { } extra)
        {
            yield return Value(extra, DataType.Float, "batch_size", "sequence_length");
        }
    }

    private static IEnumerable<ValueInfoProto> Outputs(RandomDecoderOptions options, DataType type, string branch)
    {
        var kept = options.LastOnly ? (object)1 : options.LogitsToKeep ? "num_logits_to_keep" : "sequence_length";
        return options.HasPast
            ? [Value($"{branch}logits", type, "batch_size", kept, options.Vocabulary), .. Caches(options, type, $"{branch}present", "total_sequence_length")]
            : [Value($"{branch}logits", type, "batch_size", kept, options.Vocabulary)];
    }

    private static IEnumerable<ValueInfoProto> Caches(RandomDecoderOptions options, DataType type, string name, string length) =>
        from layer in Enumerable.Range(0, options.Layers)
        from part in (string[])["key", "value"]
        select Value($"{name}.{layer}.{part}", type, "batch_size", options.KeyValueHeads, length, options.HeadSize);

    private static string Configuration(RandomDecoderOptions options) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["architectures"] = (string[])["LlamaForCausalLM"],
        ["model_type"] = "llama",
        ["hidden_size"] = options.Width,
        ["intermediate_size"] = options.Inner,
        ["num_hidden_layers"] = options.Layers,
        ["num_attention_heads"] = options.Heads,
        ["num_key_value_heads"] = options.KeyValueHeads,
        ["vocab_size"] = options.Vocabulary,
        ["max_position_embeddings"] = options.MaxLength,
        ["rms_norm_eps"] = 1e-5,
        ["rope_theta"] = 10000.0,
        ["hidden_act"] = "silu",
        ["tie_word_embeddings"] = options.TiedHead,
        ["bos_token_id"] = BeginOfSequence,
        ["eos_token_id"] = EndOfSequence,
        ["torch_dtype"] = options.Float16 ? "float16" : "float32",
    });

    private static void Check(RandomDecoderOptions options)
    {
        if (options.Width % ((options.GroupQuery ? 16 : 2) * options.Heads) != 0 || options.Heads % options.KeyValueHeads != 0)
        {
            throw new ArgumentException($"{options.Width} components do not make {options.Heads} heads of a size that can be turned, for {options.KeyValueHeads} of keys and values");
        }

        if (options.GroupQuery && (options.Broken != RandomDecoderFault.None || options.Merged))
        {
            throw new ArgumentException("GroupQueryAttention has its own mask, and no branches");
        }
    }
}
