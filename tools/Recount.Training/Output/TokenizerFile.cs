using System.Text.Encodings.Web;
using System.Text.Json;
using Recount.Training.Learning;

namespace Recount.Training.Output;

/// <summary>A tokenizer.json as Hugging Face's tokenizers library writes it.</summary>
internal static class TokenizerFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string folder, Merges merges)
    {
        var file = new
        {
            version = "1.0",
            truncation = (object?)null,
            padding = (object?)null,
            added_tokens = (object[])[new { id = 0, content = Merges.EndOfText, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true }],
            normalizer = (object?)null,
            pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
            post_processor = (object?)null,
            decoder = new { type = "ByteLevel", add_prefix_space = true, trim_offsets = true, use_regex = true },
            model = new
            {
                type = "BPE",
                dropout = (object?)null,
                unk_token = (string?)null,
                continuing_subword_prefix = (string?)null,
                end_of_word_suffix = (string?)null,
                fuse_unk = false,
                byte_fallback = false,
                ignore_merges = false,
                vocab = merges.Tokens.Select((t, i) => (t, i)).ToDictionary(p => p.t, p => p.i),
                merges = merges.Pairs.Select(p => $"{p.Left} {p.Right}"),
            },
        };
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), JsonSerializer.Serialize(file, Indented) + "\n");
    }
}
