using Recount.Evaluation.Tokens;
using Recount.Training.Formats;
using Recount.Training.World;
using TorchSharp;
using static TorchSharp.torch;

namespace Recount.Training.Learning;

/// <summary>Documents as ids, with how much each token counts in the loss.</summary>
/// <param name="Ids">Padded at the right by 0; [rows, tokens].</param>
/// <param name="Weights">Of each token as what should be predicted; 0 for padding and for the first one.</param>
/// <param name="Places">Where a subject should be known: places in <paramref name="Ids"/>.</param>
/// <param name="Subjects">Which one, as a token.</param>
internal sealed record Batch(long[] Ids, float[] Weights, int Rows, long[] Places, long[] Subjects)
{
    /// <summary>Documents of a step.</summary>
    public const int Documents = 32;

    // A step's documents are sorted by length and run in that many parts: little is padded, and each step sees all kinds.
    private const int Parts = 4;

    /// <summary>Of tokens of passages, which are random and cannot be predicted; those of answers have 1.</summary>
    public const float Text = 0.02f;

    /// <summary>Of tokens of questions. They often ask what the passage says, so that predicting them teaches to look it up.</summary>
    public const float Asked = 0.3f;

    public Tensor Input => tensor(Ids, Rows, Ids.Length / Rows);

    public Tensor Share => tensor(Weights, Rows, Weights.Length / Rows);

    /// <summary>Steps without end, each in parts whose gradients are added.</summary>
    /// <param name="next">The next document.</param>
    public static IEnumerable<IReadOnlyList<Batch>> Of(Func<Document> next, ModelTokenizer tokenizer)
    {
        Dictionary<string, int[]> words = [];
        while (true)
        {
            yield return [.. Enumerable.Range(0, Documents).Select(_ => Encode(next())).OrderBy(d => d.Count).Chunk(Documents / Parts).Select(Of)];
        }

        List<Token> Encode(Document document)
        {
            List<Token> tokens = [];
            Add(World.Passage.Beginning, Text, null);
            foreach (var fact in document.Passage.Facts)
            {
                Add($" {fact.Sentence}.", Text, fact);
            }

            foreach (var (question, answer, about) in document.Turns)
            {
                Add(question, Asked, about);
                tokens[^1] = tokens[^1] with { Subject = Ids($" {about.Subject}")[^1] };
                Add(answer, 1, null);
            }

            tokens.Add(new(0, Text, null));
            return tokens;

            // A value should know its subject.
            void Add(string text, float weight, Fact? fact)
            {
                foreach (var word in Merges.Words(text))
                {
                    tokens.AddRange(Ids(word).Select(id => new Token(id, weight, null)));
                    if (fact is not null && word == $" {fact.Value}")
                    {
                        tokens[^1] = tokens[^1] with { Subject = Ids($" {fact.Subject}")[^1] };
                    }
                }
            }
        }

        int[] Ids(string word)
        {
            if (!words.TryGetValue(word, out var known))
            {
                words.Add(word, known = tokenizer.Encode(word, false));
            }

            return known;
        }
    }

    private static Batch Of(List<Token>[] rows)
    {
        var length = rows.Max(r => r.Count);
        var (ids, weights) = (new long[rows.Length * length], new float[rows.Length * length]);
        List<(long Place, long Subject)> subjects = [];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = 0; i < rows[row].Count; i++)
            {
                var (at, token) = ((row * length) + i, rows[row][i]);
                (ids[at], weights[at]) = (token.Id, i == 0 ? 0 : token.Weight);
                if (token.Subject is { } subject)
                {
                    subjects.Add((at, subject));
                }
            }
        }

        return new(ids, weights, rows.Length, [.. subjects.Select(s => s.Place)], [.. subjects.Select(s => s.Subject)]);
    }

    /// <param name="Subject">The token of what a fact is about, where it should be known.</param>
    private sealed record Token(int Id, float Weight, int? Subject);
}
