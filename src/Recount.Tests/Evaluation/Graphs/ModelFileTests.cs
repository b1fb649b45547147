using Google.Protobuf;
using Recount.Evaluation.Graphs;
using Recount.Evaluation.Graphs.Onnx;
using Recount.Evaluation.Models;
using Recount.Tests.Evaluation.Models;

namespace Recount.Tests.Evaluation.Graphs;

/// <summary>What is refused before a runtime sees it.</summary>
public sealed class ModelFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recount-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Bytes_that_are_no_graph_are_refused()
    {
        var path = Path.Combine(_folder, "model.onnx");
        File.WriteAllText(path, "<!doctype html><title>404</title>");
        Assert.Contains("is no ONNX file", Refusal(path), StringComparison.Ordinal);
        File.WriteAllBytes(path, []);
        Assert.Contains("holds no graph", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_download_is_refused()
    {
        var path = RandomDecoder.Write(_folder, new());
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1000]);
        Assert.Contains("is no ONNX file", Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_come_before_the_runtime()
    {
        var path = RandomDecoder.Write(_folder, new() { Merged = true, ExternalData = true });
        var limits = ModelLimits.Default;
        Assert.Contains("at most 1,000 are read", Refusal(path, limits with { Bytes = 1000 }), StringComparison.Ordinal);
        Assert.Contains("more than 10 operators", Refusal(path, limits with { Nodes = 10 }), StringComparison.Ordinal);
        Assert.Contains("more than 3 tensors", Refusal(path, limits with { Tensors = 3 }), StringComparison.Ordinal);
        Assert.Contains("subgraphs 2 deep", Refusal(path, limits with { Depth = 1 }), StringComparison.Ordinal);
        Assert.Contains("at most 50 are read", Refusal(path, limits with { ExternalBytes = 50 }), StringComparison.Ordinal);
        Assert.NotEmpty(ModelFile.Read(path).Files);
    }

    [Fact]
    public void An_operator_of_anothers_library_is_refused_by_its_domain()
    {
        var path = RandomDecoder.Write(_folder, new());
        Rewrite(path, m => m.Graph.Node[0].Domain = "evil.ops");
        Assert.Contains("'evil.ops'", Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../weights.bin", "no path below the model's folder")]
    [InlineData("/etc/passwd", "no path below the model's folder")]
    [InlineData("", "no path below the model's folder")]
    [InlineData("nowhere.bin", "are missing")]
    [InlineData("link.bin", "leads outside the model's folder")]
    [InlineData("short.bin", "too few for the tensor")]
    public void Weights_from_elsewhere_are_refused(string location, string why)
    {
        var folder = Path.Combine(_folder, "model");
        var path = RandomDecoder.Write(folder, new() { ExternalData = true });
        File.WriteAllBytes(Path.Combine(_folder, "weights.bin"), new byte[1 << 20]);
        File.WriteAllBytes(Path.Combine(folder, "short.bin"), new byte[10]);
        File.CreateSymbolicLink(Path.Combine(folder, "link.bin"), Path.Combine(_folder, "weights.bin"));
        Rewrite(path, m => m.Graph.Initializer.First(i => i.ExternalData.Count > 0).ExternalData.Single(e => e.Key == "location").Value = location);
        Assert.Contains(why, Refusal(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_in_a_sparse_constant_are_held_to_the_folder_too()
    {
        var path = RandomDecoder.Write(_folder, new());
        Rewrite(path, m =>
        {
            var values = new TensorProto { Name = "outside", DataLocation = TensorProto.Types.DataLocation.External };
            values.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../weights.bin" });
            var constant = new NodeProto { OpType = "Constant" };
            constant.Attribute.Add(new AttributeProto { Name = "sparse_value", SparseTensor = new() { Values = values } });
            m.Graph.Node.Add(constant);
        });
        Assert.Contains("no path below the model's folder", Refusal(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("past_0", "a fused layout that is not supported")]
    [InlineData("past_conv.0", "the state of a hybrid or recurrent layer")]
    [InlineData("inputs_embeds", "is not known. Known: input_ids")]
    public void Layouts_that_are_not_supported_are_named(string name, string why)
    {
        var path = RandomDecoder.Write(_folder, new());
        Rewrite(path, m =>
        {
            var input = m.Graph.Input[0].Clone();
            input.Name = name;
            m.Graph.Input.Add(input);
        });
        var message = Assert.Throws<ModelRefusedException>(() => DecoderLayout.Of(ModelFile.Read(path))).Message;
        Assert.Contains($"{name} int64[batch_size, sequence_length]", message, StringComparison.Ordinal);
        Assert.Contains(why, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_graph_of_onnxruntime_genai_with_keys_and_values_in_one_is_refused_by_name()
    {
        var file = Shared.File("models", "genai-tiny-gpt2", "past.onnx");
        var refused = Assert.Throws<ModelRefusedException>(() => LoadedModel.Open(Path.GetDirectoryName(file)!, new Device.Cpu(), 1, null, TestContext.Current.CancellationToken));
        Assert.Contains("past_0 float[2, batch_size, 4, past_seq_len, 8] holds keys and values in one tensor", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_says_which_graphs_it_has()
    {
        Assert.Contains("no .onnx file", Assert.Throws<ModelRefusedException>(() => ModelFolder.Find(_folder)).Message, StringComparison.Ordinal);
        RandomDecoder.Write(_folder, new(), "onnx/model.onnx");
        Assert.Equal([Path.Combine(_folder, "onnx"), _folder], ModelFolder.Find(_folder).Folders);
        File.Move(Path.Combine(_folder, "onnx", "model.onnx"), Path.Combine(_folder, "onnx", "a.onnx"));
        File.Copy(Path.Combine(_folder, "onnx", "a.onnx"), Path.Combine(_folder, "onnx", "b.onnx"));
        Assert.Contains("Name one: onnx/a.onnx, onnx/b.onnx", Assert.Throws<ModelRefusedException>(() => ModelFolder.Find(_folder)).Message.Replace('\\', '/'), StringComparison.Ordinal);
    }

    private static string Refusal(string path, ModelLimits? limits = null) => Assert.Throws<ModelRefusedException>(() => ModelFile.Read(path, limits)).Message;

    private static void Rewrite(string path, Action<ModelProto> change)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(path));
        change(model);
        File.WriteAllBytes(path, model.ToByteArray());
    }
}
