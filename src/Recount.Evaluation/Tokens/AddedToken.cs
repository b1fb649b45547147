namespace Recount.Evaluation.Tokens;

/// <summary>A token that is found in the text before any splitting: special ones, and words that were added to a trained vocabulary.</summary>
/// <param name="IsNormalized">It is looked for in the normalised text, itself normalised, instead of the text as it was given.</param>
/// <param name="TakesLeft">White space before it belongs to it.</param>
/// <param name="TakesRight">White space after it belongs to it.</param>
internal sealed record AddedToken(string Content, int Id, bool IsSpecial, bool IsNormalized, bool TakesLeft, bool TakesRight)
{
    /// <summary>
    /// Reads <c>added_tokens</c>. The ids are not free: whoever loads the file gives a token that the vocabulary lacks the next one, whatever the file says, so a
    /// file that says otherwise is refused.
    /// </summary>
    public static List<AddedToken> Read(Fields root, IReadOnlyDictionary<string, int> vocabulary)
    {
        var tokens = new List<AddedToken>();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var item in root.List("added_tokens"))
        {
            item.Only("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
            if (item.Flag("single_word") is true)
            {
                item.Unsupported.Add($"{item.Path}.single_word", "true", "false");
            }

            var content = item.Needed("content");
            var stated = item.Number("id") ?? throw new FormatException($"{item.Path}.id is not a whole number");
            var id = vocabulary.TryGetValue(content, out var known) || ids.TryGetValue(content, out known) ? known : Next(ids, vocabulary.Count);
            if (content.Length == 0)
            {
                continue;
            }

            if (id != stated)
            {
                item.Unsupported.Add($"{item.Path}.id", $"{stated}, where loading the file gives '{content}' the id {id}", $"{id}");
            }

            ids[content] = id;
            var special = item.Flag("special") ?? false;
            tokens.RemoveAll(t => t.Content == content);
            tokens.Add(new(content, id, special, item.Flag("normalized") ?? !special, item.Flag("lstrip") ?? false, item.Flag("rstrip") ?? false));
        }

        return tokens;
    }

    private static int Next(Dictionary<string, int> ids, int size) => ids.Count > 0 && ids.Values.Max() is var most && most >= size ? most + 1 : size;
}
