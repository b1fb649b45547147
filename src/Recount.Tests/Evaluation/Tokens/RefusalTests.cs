using System.Text.Json.Nodes;
using Google.Protobuf;
using Recount.Evaluation.Tokens;
using Recount.Evaluation.Tokens.SentencePiece;
using Kind = Recount.Evaluation.Tokens.SentencePiece.ModelProto.Types.SentencePiece.Types.Type;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>What is not implemented exactly is refused by name.</summary>
public class RefusalTests
{
    private static string Refusal(string made, Action<JsonNode> change)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(ReferenceIds.Made, $"{made}.json")))!;
        change(root);
        using var folder = Folders.With(("tokenizer.json", root.ToJsonString()));
        return Assert.Throws<NotSupportedException>(() => ModelTokenizer.Read(folder.Root)).Message;
    }

    [Theory]
    [InlineData("normalizer", """{ "type": "NFKC" }""", "normalizer.type is 'NFKC'; supported: NFC, Prepend, Replace of a String, Sequence of these, null")]
    [InlineData("normalizer", """{ "type": "Sequence", "normalizers": [{ "type": "NFC" }, { "type": "Lowercase" }] }""", "normalizer.normalizers[1].type is 'Lowercase'")]
    [InlineData("normalizer", """{ "type": "Replace", "pattern": { "Regex": " +" }, "content": " " }""", "normalizer.pattern is no plain String")]
    [InlineData("pre_tokenizer", """{ "type": "BertPreTokenizer" }""", "pre_tokenizer.type is 'BertPreTokenizer'; supported: ByteLevel, Split, Digits, Metaspace, Sequence of these, null")]
    [InlineData("pre_tokenizer", """{ "type": "Split", "pattern": { "String": " " }, "behavior": "MergedWithNext", "invert": false }""", "pre_tokenizer.behavior is 'MergedWithNext'")]
    [InlineData("pre_tokenizer", """{ "type": "Split", "pattern": { "Regex": "\\w+" }, "behavior": "Isolated", "invert": false }""", "pre_tokenizer.pattern is '\\w+', which holds \\w")]
    [InlineData("pre_tokenizer", """{ "type": "Sequence", "pretokenizers": [{ "type": "ByteLevel" }, { "type": "Digits" }] }""", "something follows ByteLevel")]
    [InlineData("pre_tokenizer", """{ "type": "ByteLevel", "novel": 1 }""", "pre_tokenizer.novel is a field that is not known here")]
    [InlineData("post_processor", """{ "type": "BertProcessing" }""", "post_processor.type is 'BertProcessing'; supported: TemplateProcessing, ByteLevel, Sequence of these, null")]
    [InlineData("post_processor", """{ "type": "TemplateProcessing", "single": [] }""", "the text 0 times")]
    [InlineData("decoder", """{ "type": "WordPiece" }""", "decoder.type is 'WordPiece'")]
    [InlineData("model", """{ "type": "Unigram", "vocab": [] }""", "model.type is 'Unigram'; supported: BPE")]
    [InlineData("model", """{ "type": "WordPiece", "vocab": {} }""", "model.type is 'WordPiece'; supported: BPE")]
    public void A_part_of_another_kind_is_refused(string part, string value, string why) =>
        Assert.Contains(why, Refusal("gpt2", root => root[part] = JsonNode.Parse(value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("gpt2", "dropout", "0.1", "model.dropout is 0.1")]
    [InlineData("gpt2", "end_of_word_suffix", "\"</w>\"", "model.end_of_word_suffix is '</w>'")]
    [InlineData("gpt2", "continuing_subword_prefix", "\"##\"", "model.continuing_subword_prefix is '##'")]
    [InlineData("gpt2", "byte_fallback", "true", "the vocabulary lacks <0x00>")]
    [InlineData("gpt2", "unk_token", "\"[UNK]\"", "'[UNK]', which is not in the vocabulary")]
    public void An_option_that_is_not_implemented_is_refused(string made, string option, string value, string why) =>
        Assert.Contains(why, Refusal(made, root => root["model"]![option] = JsonNode.Parse(value)), StringComparison.Ordinal);

    [Fact]
    public void A_merge_of_bytes_is_refused() => Assert.Contains("which joins the token of a byte", Refusal("llama2", root =>
    {
        root["model"]!["vocab"]!["<0x41><0x42>"] = 9999;
        root["model"]!["merges"]!.AsArray().Add("<0x41> <0x42>");
    }), StringComparison.Ordinal);

    [Theory]
    [InlineData("single_word", "true", "added_tokens[0].single_word is true")]
    [InlineData("id", "12345", "added_tokens[0].id is 12345")]
    public void An_added_token_of_another_kind_is_refused(string field, string value, string why) =>
        Assert.Contains(why, Refusal("gpt2", root => root["added_tokens"]![0]![field] = JsonNode.Parse(value)), StringComparison.Ordinal);

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var why = Refusal("gpt2", root =>
        {
            root["normalizer"] = JsonNode.Parse("""{ "type": "NFKD" }""");
            root["post_processor"] = JsonNode.Parse("""{ "type": "RobertaProcessing" }""");
            root["model"]!["dropout"] = 0.5;
            root["added_tokens"]![0]!["single_word"] = true;
        });
        Assert.All(["NFKD", "RobertaProcessing", "model.dropout", "single_word"], part => Assert.Contains(part, why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{ "model": { "type": "BPE", "vocab": { "a": "x" }, "merges": [] } }""", "the id of 'a' is no whole number")]
    [InlineData("""{ "model": { "type": "BPE", "vocab": { "a": 0, "b": 0 }, "merges": [] } }""", "several tokens have the id 0")]
    [InlineData("""{ "model": { "type": "BPE", "vocab": { "a": 0, "b": 1 }, "merges": ["a b"] } }""", "'ab' is not in the vocabulary")]
    [InlineData("""{ "model": { "type": "BPE", "vocab": { "a": 0, "b": 1 }, "merges": ["a  b"] } }""", "is no pair")]
    public void A_broken_file_says_what_is_broken(string json, string why)
    {
        using var folder = Folders.With(("tokenizer.json", json));
        Assert.Contains(why, Assert.Throws<FormatException>(() => ModelTokenizer.Read(folder.Root)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Truncation_and_padding_are_the_harness_s_business()
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(ReferenceIds.Made, "gpt2.json")))!;
        root["truncation"] = JsonNode.Parse("""{ "max_length": 2 }""");
        root["padding"] = JsonNode.Parse("""{ "strategy": "BatchLongest" }""");
        using var folder = Folders.With(("tokenizer.json", root.ToJsonString()));
        Assert.True(ModelTokenizer.Read(folder.Root).Encode("hello there, who is it?", true).Length > 2);
    }

    [Theory]
    [InlineData("unigram", "trainer_spec.model_type is Unigram; supported: BPE")]
    [InlineData("suffix", "trainer_spec.treat_whitespace_as_suffix is true")]
    [InlineData("charsmap", "normalizer_spec.precompiled_charsmap is that of 'nmt_nfkc'")]
    [InlineData("no-fallback", "trainer_spec.byte_fallback is false")]
    [InlineData("user-defined", "a piece of type UserDefined")]
    [InlineData("unused", "a piece of type Unused")]
    [InlineData("unreachable", "a piece that holds '\u03a9', which is none itself")]
    [InlineData("no-byte", "a list without all 256 bytes")]
    public void A_SentencePiece_model_of_another_kind_is_refused(string change, string why)
    {
        var model = ModelProto.Parser.ParseFrom(File.ReadAllBytes(Path.Combine(ReferenceIds.Made, "keeping.model")));
        switch (change)
        {
            case "unigram": model.TrainerSpec.ModelType = TrainerSpec.Types.ModelType.Unigram; break;
            case "suffix": model.TrainerSpec.TreatWhitespaceAsSuffix = true; break;
            case "charsmap": (model.NormalizerSpec.Name, model.NormalizerSpec.PrecompiledCharsmap) = ("nmt_nfkc", ByteString.CopyFrom(1, 2)); break;
            case "no-fallback": model.TrainerSpec.ByteFallback = false; break;
            case "user-defined": model.Pieces[^1].Type = Kind.UserDefined; break;
            case "unused": model.Pieces[^1].Type = Kind.Unused; break;
            case "unreachable": model.Pieces.Add(new ModelProto.Types.SentencePiece { Piece = "a\u03a9", Score = -999 }); break;
            case "no-byte": model.Pieces.RemoveAt(100); break;
        }

        using var folder = Folders.With();
        File.WriteAllBytes(Path.Combine(folder.Root, "tokenizer.model"), model.ToByteArray());
        Assert.Contains(why, Assert.Throws<NotSupportedException>(() => ModelTokenizer.Read(folder.Root)).Message, StringComparison.Ordinal);
    }
}
