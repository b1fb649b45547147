using System.Text.Json;
using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Tokenizers of real models against the ids of others.</summary>
public class SharedTokenizerTests
{
    [Theory]
    [InlineData("stories260K", true)]
    [InlineData("gpt2-tokenizer", true)]
    [InlineData("genai-tiny-gpt2", true)]
    public void Ids_are_those_of_the_tokenizers_library(string name, bool addSpecial)
    {
        var tokenizer = ModelTokenizer.Read(Shared.File("models", name, "tokenizer.json"));
        foreach (var (text, ids) in ReferenceIds.Texts.Zip(ReferenceIds.Of(name)))
        {
            Assert.Equal(ids, tokenizer.Encode(text, addSpecial));
        }
    }

    [Fact]
    public void A_SentencePiece_model_gives_the_ids_of_SentencePiece()
    {
        using var folder = Folders.With();
        File.Copy(Shared.File("models", "stories260K", "tok512.model"), Path.Combine(folder.Root, "tok512.model"));
        var tokenizer = ModelTokenizer.Read(folder.Root);
        foreach (var (text, ids) in ReferenceIds.Texts.Zip(ReferenceIds.Of("tok512")))
        {
            Assert.Equal(ids, tokenizer.Encode(text, false));
        }

        Assert.Equal((1, 2, 0, true, 512), (tokenizer.Bos, tokenizer.Eos, tokenizer.Unknown, tokenizer.AddsBos, tokenizer.VocabularySize));
    }

    [Fact]
    public void The_two_files_of_GPT_2_give_the_ids_of_its_one()
    {
        using var folder = Folders.With();
        File.Copy(Shared.File("models", "gpt2-tokenizer", "gpt2_vocab.cs336.json"), Path.Combine(folder.Root, "vocab.json"));
        File.Copy(Shared.File("models", "gpt2-tokenizer", "gpt2_merges.txt"), Path.Combine(folder.Root, "merges.txt"));
        var tokenizer = ModelTokenizer.Read(folder.Root);
        foreach (var (text, ids) in ReferenceIds.Texts.Zip(ReferenceIds.Of("gpt2-tokenizer")))
        {
            Assert.Equal(ids, tokenizer.Encode(text, true));
        }

        Assert.Equal(50257, tokenizer.VocabularySize);
    }

    [Fact]
    public void A_double_space_is_two_in_the_one_file_of_a_model_and_one_in_the_other()
    {
        using var folder = Folders.With();
        File.Copy(Shared.File("models", "stories260K", "tok512.model"), Path.Combine(folder.Root, "tokenizer.model"));
        var pieces = ModelTokenizer.Read(folder.Root);
        var json = ModelTokenizer.Read(Path.GetDirectoryName(Shared.File("models", "stories260K", "tokenizer.json"))!);
        Assert.Equal(json.Encode("a b", true), pieces.Encode("a b", true));
        Assert.Equal(json.Encode("a b", true), pieces.Encode("a  b", true));
        Assert.NotEqual(json.Encode("a b", true), json.Encode("a  b", true));
    }

    [Fact]
    public void Contexts_and_choices_of_100_items_are_those_of_the_peer()
    {
        var pairs = new TokenPairs(ModelTokenizer.Read(Shared.File("models", "stories260K", "onnx", "model.onnx")), JoinRule.LmEval, BosPolicy.Auto);
        var items = File.ReadLines(Shared.File("bench-data", "tinystories_cloze_200.jsonl")).Select(l => JsonDocument.Parse(l).RootElement);
        var peers = File.ReadLines(Shared.File("reference", "peer_out_naive.jsonl")).Select(l => JsonDocument.Parse(l).RootElement);
        var seen = 0;
        foreach (var (item, peer) in items.Zip(peers))
        {
            var made = pairs.Of(item.GetProperty("context").GetString()!, [.. item.GetProperty("choices").EnumerateArray().Select(c => c.GetString()!)]);
            foreach (var (pair, ids) in made.Zip(peer.GetProperty("ids").EnumerateArray()))
            {
                Assert.Equal([.. ids.EnumerateArray().Select(i => i.GetInt32())], (int[])[.. pair.Context, .. pair.Continuation]);
                Assert.Equal((peer.GetProperty("ctx_len").GetInt32(), true, BosUse.Added), (pair.Context.Length, pair.IsStable, pair.Bos));
                seen++;
            }
        }

        Assert.Equal(400, seen);
    }

    [Fact]
    public void What_the_files_beside_a_tokenizer_say_of_it()
    {
        var stories = ModelTokenizer.Read(Shared.File("models", "stories260K", "onnx", "model.onnx"));
        Assert.Equal((1, 2, 0, true, 512, 512), (stories.Bos, stories.Eos, stories.Unknown, stories.AddsBos, stories.ModelMaxLength, stories.VocabularySize));
        Assert.Equal(["special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"], stories.Files);
        Assert.Equal(64, stories.Sha256.Length);

        // The configuration for the runtime says 98; the tokenizer's own counts.
        var tiny = ModelTokenizer.Read(Shared.File("models", "genai-tiny-gpt2", "past.onnx"));
        Assert.Equal((50256, 50256, false, 2048, 50295), (tiny.Bos, tiny.Eos, tiny.AddsBos, tiny.ModelMaxLength, tiny.VocabularySize));
    }
}
