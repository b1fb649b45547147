using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recount.Tests.Evaluation.Models;

/// <summary>
/// A tokenizer.json for a random decoder: byte-level pair encoding whose merges are made up. Tokens are the likeliest strings of a chain of letters, and every way to join one of
/// two others is a merge, as in the files that were converted for Llama 3. With 32,000 tokens, one holds 2.5 letters of a children's story.
/// </summary>
internal static class RandomDecoderTokenizer
{
    /// <summary>Special tokens, and one for each byte.</summary>
    public const int Smallest = 2 + 256;

    // Where the chain has its letters from.
    private const string Sample = """
        once there was a little girl who wanted to see the big tree on the hill and every day she went with her mother to look at the flowers and play in the garden
        the old man said that he would give them something nice if they could find his lost hat because it was made of the best wool and kept the rain from his head
        when the children came home they were very happy for their friends had brought a cake and some fruit which they ate together under the warm light of the moon
        it is known that the number of words which people use in a language grows more slowly than the length of the text while short words are used again and again
        """;

    private const string Letters = " abcdefghijklmnopqrstuvwxyz";

    /// <summary>Writes tokenizer.json and tokenizer_config.json beside the configuration; every text begins with the first special token.</summary>
    public static void Write(string folder, int vocabulary)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabulary, Smallest);
        Dictionary<string, int> tokens = new() { ["<s>"] = RandomDecoder.BeginOfSequence, ["</s>"] = RandomDecoder.EndOfSequence };
        for (var i = 0; i < 256; i++)
        {
            tokens[Printed((byte)i)] = tokens.Count;
        }

        List<string[]> merges = [];
        foreach (var token in Likeliest().Take(vocabulary - Smallest).Select(t => t.Replace(" ", Printed((byte)' '), StringComparison.Ordinal)))
        {
            merges.AddRange(Enumerable.Range(1, token.Length - 1).Select(at => (string[])[token[..at], token[at..]]).Where(p => tokens.ContainsKey(p[0]) && tokens.ContainsKey(p[1])));
            tokens.Add(token, tokens.Count);
        }

        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), Json(new
        {
            version = "1.0",
            added_tokens = (object[])[Special("<s>", RandomDecoder.BeginOfSequence), Special("</s>", RandomDecoder.EndOfSequence)],
            normalizer = (object?)null,
            pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
            post_processor = new
            {
                type = "TemplateProcessing",
                single = (object[])[new { SpecialToken = new { id = "<s>", type_id = 0 } }, new { Sequence = new { id = "A", type_id = 0 } }],
                pair = (object[])[new { Sequence = new { id = "A", type_id = 0 } }, new { Sequence = new { id = "B", type_id = 1 } }],
                special_tokens = new Dictionary<string, object> { ["<s>"] = new { id = "<s>", ids = (int[])[RandomDecoder.BeginOfSequence], tokens = (string[])["<s>"] } },
            },
            decoder = new { type = "ByteLevel", add_prefix_space = true, trim_offsets = true, use_regex = true },
            model = new { type = "BPE", unk_token = (string?)null, byte_fallback = false, ignore_merges = false, vocab = tokens, merges },
        }));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), Json(new { tokenizer_class = "PreTrainedTokenizerFast", bos_token = "<s>", eos_token = "</s>" }));
    }

    // Strings of two letters or more, the likelier first; a beginning always before what it begins.
    private static IEnumerable<string> Likeliest()
    {
        var text = Sample.ReplaceLineEndings(" ");
        var counts = Letters.Select(a => Letters.Select(b => 0.05 + Enumerable.Range(1, text.Length - 1).Count(i => text[i - 1] == a && text[i] == b)).ToArray()).ToArray();
        var all = counts.Sum(row => row.Sum());
        PriorityQueue<(string Text, double Chance), (double, string)> queue = new(Comparer<(double Cost, string Text)>.Create(
            (a, b) => a.Cost != b.Cost ? a.Cost.CompareTo(b.Cost) : string.CompareOrdinal(a.Text, b.Text)));
        void Offer(string next, double chance) => queue.Enqueue((next, chance), (-chance, next));
        foreach (var letter in Letters)
        {
            Offer($"{letter}", counts[Letters.IndexOf(letter)].Sum() / all);
        }

        while (queue.TryDequeue(out var best, out _))
        {
            if (best.Text.Length > 1)
            {
                yield return best.Text;
            }

            // A space begins a word.
            var from = counts[Letters.IndexOf(best.Text[^1])];
            for (var letter = 1; letter < Letters.Length; letter++)
            {
                Offer($"{best.Text}{Letters[letter]}", best.Chance * from[letter] / from.Sum());
            }
        }
    }

    // The byte as the letter that GPT-2 writes for it.
    private static string Printed(byte value)
    {
        static bool IsSeen(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
        return $"{(char)(IsSeen(value) ? value : 256 + Enumerable.Range(0, value).Count(b => !IsSeen(b)))}";
    }

    private static object Special(string content, int id) => new { id, content, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true };

    private static string Json(object value) => JsonSerializer.Serialize(value, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
