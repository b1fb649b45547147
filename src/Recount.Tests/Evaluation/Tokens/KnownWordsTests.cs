using System.Text;
using System.Text.Json;
using Recount.Evaluation.Tokens;

namespace Recount.Tests.Evaluation.Tokens;

/// <summary>What a tokenizer remembers of the texts before changes no id of those behind.</summary>
public class KnownWordsTests
{
    private static readonly string[] Bits =
    [
        .. ReferenceIds.Texts, "", " ", "  ", "\n", "<s>", "</s>", "<unk>", "<|endoftext|>", "<|begin_of_text|>", "\u2581", "Question: ", "\nAnswer:", " yes", " no", " true", "e", "\u0301", "'", "'r", "'re", "7", " \n ", "\t",
        // Some that begin with the same unit of UTF-16, and halves of such.
        "\U0001F600", "\U0001F601", "\U0001F468\u200D\U0001F469", "\uD83D", "\uDE00", "\u4F60\u597D", "\uAC00",
    ];

    public static TheoryData<string> Names => MadeTokenizerTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Texts_that_begin_alike_get_the_ids_that_each_gets_alone(string name)
    {
        var steps = Read(name);
        var random = new Random(11);
        string Some(int most) => string.Concat(Enumerable.Range(0, random.Next(most)).Select(_ => Bits[random.Next(Bits.Length)]));
        var texts = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            var start = Some(12);
            texts.AddRange(Enumerable.Range(0, 6).Select(n => n % 3 == 2 ? start[..random.Next(start.Length + 1)] + Some(3) : start + Some(3)));
        }

        texts = texts.ConvertAll(t => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(t)));
        var one = texts.ConvertAll(t => steps.Encode(t, false));
        var alone = texts.ConvertAll(t => (steps with { Words = new(steps.Vocabulary) }).Encode(t, false));
        Assert.Equal(alone, one);
        Assert.Equal(alone, texts.ConvertAll(t => steps.Encode(t, false)));
    }

    [Fact]
    public void Whatever_ends_a_text_the_ids_before_are_the_same_as_alone()
    {
        var steps = Read("llama2");
        var text = string.Concat(ReferenceIds.Texts.Take(30));
        var beginnings = Enumerable.Range(0, text.Length).Where(at => !char.IsLowSurrogate(text[at])).Select(at => text[..at]);
        var ends = beginnings.SelectMany(b => new[] { b, b + "\u2581", b + "\U0001F601" }).ToList();
        var one = ends.ConvertAll(t => steps.Encode(t, true));
        Assert.Equal(ends.ConvertAll(t => (steps with { Words = new(steps.Vocabulary) }).Encode(t, true)), one);
    }

    [Fact]
    public void Words_are_found_as_they_were_added_or_not_at_all()
    {
        var words = new KnownWords();
        var found = 0;
        for (var i = 0; i < 200_000; i++)
        {
            words.Add($"word {i}", [i, i + 1]);
            if (words.TryFind($"word {i / 2}", out var ids))
            {
                Assert.Equal([i / 2, (i / 2) + 1], ids);
                found++;
            }
        }

        Assert.InRange(found, 1, 199_999);
        Assert.False(words.TryFind("another", out _));
        words.Add(new string('a', 1000), [1]);
        Assert.False(words.TryFind(new string('a', 1000), out _));
    }

    private static Tokenization Read(string name)
    {
        using var folder = Folders.Of(name);
        return File.Exists(Path.Combine(folder.Root, "tokenizer.model")) ? PieceModel.Read(new(folder.Root), "tokenizer.model")
            : Tokenization.Read(new(JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Root, "tokenizer.json"))).RootElement, "", new()), name);
    }
}
