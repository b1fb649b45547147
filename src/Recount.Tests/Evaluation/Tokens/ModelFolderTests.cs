using System.Text.Json;
using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Where a tokenizer is found, and what the files beside it say.</summary>
public class ModelFolderTests
{
    private static readonly JsonElement GptModel = JsonDocument.Parse(File.ReadAllText(Path.Combine(ReferenceIds.Made, "gpt2.json"))).RootElement.GetProperty("model");

    private static readonly string Vocabulary = GptModel.GetProperty("vocab").GetRawText();

    private static readonly string Merges = "#version: 0.2\n" + string.Join('\n', GptModel.GetProperty("merges").EnumerateArray().Select(m => m.GetString())) + "\n";

    [Fact]
    public void An_export_keeps_its_tokenizer_above_the_model()
    {
        using var folder = Folders.Of("llama2", ("onnx/model.onnx", ""));
        var above = ModelTokenizer.Read(folder.Root);
        Assert.Equal(above.Sha256, ModelTokenizer.Read(Path.Combine(folder.Root, "onnx")).Sha256);
        Assert.Equal(above.Sha256, ModelTokenizer.Read(Path.Combine(folder.Root, "onnx", "model.onnx")).Sha256);
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_an_error_that_says_what_was_looked_for()
    {
        using var folder = Folders.With(("vocab.json", "{}"));
        Assert.Contains("tokenizer.json", Assert.Throws<FileNotFoundException>(() => ModelTokenizer.Read(folder.Root)).Message, StringComparison.Ordinal);
        Assert.Throws<DirectoryNotFoundException>(() => ModelTokenizer.Read(Path.Combine(folder.Root, "none")));
    }

    [Fact]
    public void The_two_files_of_GPT_2_give_the_ids_of_the_one()
    {
        using var folder = Folders.With(("vocab.json", Vocabulary), ("merges.txt", Merges));
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Equal(["merges.txt", "vocab.json"], tokenizer.Files);
        Assert.Equal((0, 0, false), (tokenizer.Bos, tokenizer.Eos, tokenizer.AddsBos));
        foreach (var (text, ids) in ReferenceIds.Texts.Zip(ReferenceIds.Of("Made/gpt2")))
        {
            Assert.Equal(ids, tokenizer.Encode(text, true));
        }
    }

    [Fact]
    public void The_configuration_of_GPT_2_adds_tokens_a_space_and_a_beginning()
    {
        using var folder = Folders.With(
            ("vocab.json", Vocabulary), ("merges.txt", Merges), ("added_tokens.json", """{ "<pad>": 477 }"""),
            ("special_tokens_map.json", """{ "bos_token": "<|endoftext|>", "pad_token": "<pad>" }"""),
            ("tokenizer_config.json", """{ "tokenizer_class": "GPT2Tokenizer", "add_prefix_space": true, "add_bos_token": true, "model_max_length": 1024 }"""));
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Equal((0, true, 1024), (tokenizer.Bos, tokenizer.AddsBos, tokenizer.ModelMaxLength));
        Assert.Equal([0, .. tokenizer.Encode(" a", false), 477, .. tokenizer.Encode(" b", false)], tokenizer.Encode("a<pad>b", true));
    }

    [Theory]
    [InlineData("""{ "tokenizer_class": "Qwen2Tokenizer" }""", "'Qwen2Tokenizer' without a tokenizer.json")]
    [InlineData("""{ "pad_token": "[PAD]" }""", "'[PAD]', which has no id")]
    public void Two_files_of_another_kind_are_refused(string config, string why)
    {
        using var folder = Folders.With(("vocab.json", Vocabulary), ("merges.txt", Merges), ("tokenizer_config.json", config));
        Assert.Contains(why, Assert.Throws<NotSupportedException>(() => ModelTokenizer.Read(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_json_wins()
    {
        using var folder = Folders.Of("llama2", ("vocab.json", Vocabulary), ("merges.txt", Merges));
        Assert.Equal(["tokenizer.json"], ModelTokenizer.Read(folder.Root).Files);
    }

    [Fact]
    public void The_configuration_of_the_tokenizer_counts_before_that_of_the_model()
    {
        using var folder = Folders.Of("llama2", ("generation_config.json", """{ "bos_token_id": 7, "eos_token_id": [8, 9] }"""));
        Assert.Equal((7, 8), (ModelTokenizer.Read(folder.Root).Bos, ModelTokenizer.Read(folder.Root).Eos));
        folder.Write("tokenizer_config.json", """{ "bos_token": { "content": "<s>" }, "eos_token": null }""");
        Assert.Equal((1, null), (ModelTokenizer.Read(folder.Root).Bos, ModelTokenizer.Read(folder.Root).Eos));
    }

    [Fact]
    public void The_configuration_for_the_runtime_names_ids_too()
    {
        using var folder = Folders.Of("llama2", ("genai_config.json", """{ "model": { "bos_token_id": 3, "eos_token_id": [4] } }"""));
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Equal((3, 4), (tokenizer.Bos, tokenizer.Eos));
        Assert.Equal(["genai_config.json", "tokenizer.json"], tokenizer.Files);
    }

    [Theory]
    [InlineData("llama2", """{ "bos_token": "<s>", "add_bos_token": false }""", "tokenizer_config.json begins no text with '<s>', tokenizer.json each")]
    [InlineData("gemma", """{ "bos_token": "<s>", "tokenizer_class": "GemmaTokenizer" }""", null)]
    [InlineData("gpt2", """{ "bos_token": "<|endoftext|>", "tokenizer_class": "LlamaTokenizer" }""", "tokenizer_config.json begins each text with '<|endoftext|>', tokenizer.json none")]
    [InlineData("gpt2", """{ "bos_token": "<|endoftext|>", "add_bos_token": false }""", null)]
    public void Files_that_disagree_on_the_beginning_of_texts_are_told_of(string made, string config, string? said)
    {
        using var folder = Folders.Of(made, ("tokenizer_config.json", config));
        Assert.Equal(said, ModelTokenizer.Read(folder.Root).Contradiction);
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{ "add_bos_token": false }""", false)]
    [InlineData("""{ "tokenizer_class": "LlamaTokenizer" }""", true)]
    [InlineData("""{ "tokenizer_class": "OtherTokenizer" }""", false)]
    public void Pieces_begin_a_text_as_Llama_does_unless_told_otherwise(string config, bool isBegun)
    {
        using var folder = Folders.Of("keeping", ("tokenizer_config.json", config));
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Equal(isBegun, tokenizer.AddsBos);
        Assert.Equal(isBegun, tokenizer.Encode("a", true)[0] == tokenizer.Bos);
        Assert.Null(tokenizer.Contradiction);
    }

    [Theory]
    [InlineData("1000000000000000019884624838656", null)]
    [InlineData("2048", 2048)]
    [InlineData("1e30", null)]
    [InlineData("null", null)]
    public void A_length_that_means_none_is_none(string stated, int? length)
    {
        using var folder = Folders.Of("llama2", ("tokenizer_config.json", $$"""{ "model_max_length": {{stated}} }"""));
        Assert.Equal(length, ModelTokenizer.Read(folder.Root).ModelMaxLength);
    }

    [Fact]
    public void The_digest_is_that_of_what_decides_the_ids()
    {
        using var folder = Folders.Of("llama2", ("tokenizer_config.json", """{ "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>" }"""));
        var before = ModelTokenizer.Read(folder.Root).Sha256;
        folder.Write("config.json", """{ "bos_token_id": 1 }""");
        folder.Write("README.md", "x");
        Assert.Equal(before, ModelTokenizer.Read(folder.Root).Sha256);
        folder.Write("tokenizer_config.json", """{ "bos_token": "</s>", "eos_token": "</s>", "unk_token": "<unk>" }""");
        Assert.NotEqual(before, ModelTokenizer.Read(folder.Root).Sha256);
    }
}
