using System.Text.Json;
using Microsoft.ML.Tokenizers;
using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>Our own merges against those of the library, which takes all words but the longest, and the time that a text takes.</summary>
public class PairMergesTests
{
    [Theory]
    [InlineData("llama2")]
    [InlineData("words")]
    [InlineData("gemma")]
    public void Random_words_merge_as_in_the_library(string name)
    {
        var unsupported = new Unsupported();
        var root = new Fields(JsonDocument.Parse(File.ReadAllText(Path.Combine(ReferenceIds.Made, $"{name}.json"))).RootElement, "", unsupported);
        var model = BpeVocabulary.Read(root, false);
        var library = BpeTokenizer.Create(new(model.Tokens) { Merges = model.Merges.Select(m => $"{m.Left} {m.Right}") });
        var ours = new PairMerges(model.Merges.Select(m => (model.Tokens[m.Left], model.Tokens[m.Right], m.Rank, model.Tokens[m.Left + m.Right])));
        var letters = model.Tokens.Keys.Where(t => t.Length == 1 && t[0] < '\u2600').ToArray();
        var merged = model.Merges.Select(m => m.Left + m.Right).ToArray();
        var random = new Random(5);
        for (var i = 0; i < 2000; i++)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(3) == 0 ? letters[random.Next(letters.Length)] : merged[random.Next(merged.Length)]));
            if (word.Any(char.IsSurrogate))
            {
                continue;
            }

            var ids = new List<int>();
            ours.Apply([.. word.Select(c => model.Tokens[$"{c}"])], ids);
            Assert.Equal(library.EncodeToIds(word, false, false), ids);
        }
    }

    [Fact]
    public void Of_equal_merges_the_leftmost_comes_first()
    {
        var ids = new List<int>();
        new PairMerges([(1, 1, 0, 2)]).Apply([1, 1, 1], ids);
        Assert.Equal([2, 1], ids);
    }

    [Theory]
    [InlineData("llama2", "hello there ")]
    [InlineData("llama2", "a")]
    [InlineData("neox", "a")]
    [InlineData("neox", " ")]
    [InlineData("llama3", "the answer is the same")]
    [InlineData("keeping", "aab")]
    public void A_text_of_a_hundred_thousand_letters_comes_back(string name, string part)
    {
        using var folder = Folders.Of(name);
        var tokenizer = ModelTokenizer.Read(folder.Root);
        var text = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        var ids = tokenizer.Encode(text, false);
        Assert.InRange(ids.Length, 1, text.Length + 1);
        Assert.Equal(text, tokenizer.Decode(ids));
    }
}
