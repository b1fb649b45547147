using System.Runtime.InteropServices;
using System.Text.Json;
using Google.Protobuf;
using Recount.Evaluation.Graphs.Onnx;
using Recount.Tests.Evaluation.Models;
using Recount.Training.Learning;

namespace Recount.Training.Output;

/// <summary>The model's graph and configuration: a random decoder's of the same shape, with the learnt weights in place of the random ones.</summary>
internal static class GraphFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes model.onnx and config.json.</summary>
    /// <exception cref="InvalidDataException">A weight has no place in the graph, or another size there.</exception>
    public static void Write(string folder, Reader reader)
    {
        var path = RandomDecoder.Write(folder, reader.Shape);
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        model.ProducerName = "recount-training";
        foreach (var (name, weight) in reader.Weights)
        {
            var tensor = model.Graph.Initializer.SingleOrDefault(i => i.Name == name);
            if (tensor is null || !tensor.Dims.SequenceEqual(weight.shape))
            {
                throw new InvalidDataException($"{name} [{string.Join(", ", weight.shape)}] has no place in the graph");
            }

            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(weight.data<float>().ToArray()));
        }

        File.WriteAllBytes(path, model.ToByteArray());
        File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(Configuration(reader.Shape), Indented) + "\n");
    }

    private static Dictionary<string, object> Configuration(RandomDecoderOptions shape) => new()
    {
        ["architectures"] = (string[])["LlamaForCausalLM"],
        ["model_type"] = "llama",
        ["hidden_size"] = shape.Width,
        ["intermediate_size"] = shape.Inner,
        ["num_hidden_layers"] = shape.Layers,
        ["num_attention_heads"] = shape.Heads,
        ["num_key_value_heads"] = shape.KeyValueHeads,
        ["vocab_size"] = shape.Vocabulary,
        ["max_position_embeddings"] = shape.MaxLength,
        ["rms_norm_eps"] = 1e-5,
        ["rope_theta"] = 10000.0,
        ["hidden_act"] = "silu",
        ["tie_word_embeddings"] = true,
        ["bos_token_id"] = 0,
        ["eos_token_id"] = 0,
        ["torch_dtype"] = "float32",
    };
}
