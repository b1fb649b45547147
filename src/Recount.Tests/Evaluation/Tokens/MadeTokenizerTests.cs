using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Small tokenizers in all the supported styles against Hugging Face's tokenizers and SentencePiece.</summary>
public class MadeTokenizerTests
{
    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(ReferenceIds.Made, "*.ids.jsonl").Select(f => Path.GetFileName(f).Split('.')[0]).Order()];

    [Fact]
    public void There_are_seventeen_of_them_and_245_texts() => Assert.Equal((17, 245), (Names.Count, ReferenceIds.Texts.Count));

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_are_those_of_the_program_that_the_file_is_for(string name)
    {
        using var folder = Folders.Of(name);
        var tokenizer = ModelTokenizer.Read(folder.Root);
        var isPieces = tokenizer.Files.Single() == "tokenizer.model";
        foreach (var (text, ids) in ReferenceIds.Texts.Zip(ReferenceIds.Of($"Made/{name}")))
        {
            Assert.Equal(ids, tokenizer.Encode(text, addSpecial: !isPieces));
        }
    }

    [Theory]
    [InlineData("llama3", "<|begin_of_text|>")]
    [InlineData("llama2", "<s>")]
    [InlineData("collapsing", "<s>")]
    public void Special_tokens_come_only_when_asked_for(string name, string bos)
    {
        using var folder = Folders.Of(name);
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Equal([tokenizer.IdOf(bos)!.Value, .. tokenizer.Encode("hello there", false)], tokenizer.Encode("hello there", true));
    }

    [Theory]
    [InlineData("neox")]
    [InlineData("llama3")]
    [InlineData("smollm")]
    [InlineData("llama2")]
    [InlineData("keeping")]
    public void What_is_encoded_is_decoded(string name)
    {
        using var folder = Folders.Of(name);
        var tokenizer = ModelTokenizer.Read(folder.Root);
        // Tokens that are not spelt in bytes, or that took a space along, come back otherwise, in the original too.
        string[] lossy = ["<", "\u2581", "[INST]", "caf", "hello world"];
        foreach (var text in ReferenceIds.Texts.Where(t => !lossy.Any(l => Composition.Of(t).Contains(l, StringComparison.Ordinal))))
        {
            var same = name == "neox" ? Composition.Of(text) : text;
            Assert.Equal(same, tokenizer.Decode(tokenizer.Encode(text, false)));
        }
    }

    [Fact]
    public void A_lone_surrogate_counts_as_the_replacement_character()
    {
        using var folder = Folders.Of("llama2");
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Equal(tokenizer.Encode("a\uFFFDb", true), tokenizer.Encode("a\uD83Db", true));
    }

    [Fact]
    public void No_token_has_an_id_beyond_the_vocabulary()
    {
        using var folder = Folders.Of("neox");
        var tokenizer = ModelTokenizer.Read(folder.Root);
        Assert.Null(tokenizer.TokenOf(tokenizer.VocabularySize));
        Assert.Equal("caf\u00e9", tokenizer.TokenOf(tokenizer.VocabularySize - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => tokenizer.Decode([tokenizer.VocabularySize]));
    }

    [Fact]
    public async Task Threads_share_a_tokenizer()
    {
        using var folder = Folders.Of("llama3");
        var tokenizer = ModelTokenizer.Read(folder.Root);
        var expected = ReferenceIds.Of("Made/llama3");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(t => Task.Run(() =>
        {
            for (var i = 0; i < expected.Count; i++)
            {
                var at = (i + (t * 61)) % expected.Count;
                Assert.Equal(expected[at], tokenizer.Encode(ReferenceIds.Texts[at], true));
            }
        }, TestContext.Current.CancellationToken)));
    }
}
