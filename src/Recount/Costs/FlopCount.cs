namespace Recount.Costs;

/// <summary>
/// A convention for counting the FLOPs that training on one token takes: a sum of terms of the forward pass, two FLOPs for each multiplication with its addition, times
/// three, since the backward pass takes two forward passes.
/// </summary>
/// <param name="Key">The word in a spec.</param>
/// <param name="Terms">Of <see cref="AllTerms"/>.</param>
/// <param name="Again">The share of the layers' forward pass that is computed again is counted too, all of it.</param>
/// <param name="Source">Who counts so.</param>
public sealed record FlopCount(string Key, IReadOnlyList<string> Terms, bool Again, string Source)
{
    /// <summary>The terms of the forward pass for one token.</summary>
    public static IReadOnlyList<(string Word, string Formula, string Meaning)> AllTerms { get; } =
    [
        ("parameters", "2 * parameters", "two FLOPs for each parameter"),
        ("blocks", "layers * (2 * width * key * (heads + 2 * kv_heads) + 2 * key * heads * width + 2 * ffw_matrices * width * ffw)",
            "the matrices of the blocks: queries, keys and values, output, feed-forward"),
        ("attention", "4 * layers * heads * key * sequence", "queries by keys, and weights by values, each position seeing the whole sequence"),
        ("causal-attention", "2 * layers * heads * key * sequence", "the same, each position seeing what stands before it"),
        ("softmax", "3 * layers * heads * sequence", "the softmax of attention"),
        ("logits", "2 * vocabulary * width", "the matrix that gives the logits"),
        ("embedding", "2 * vocabulary * width", "the embedding, counted as the product that it is not"),
    ];

    /// <summary>Conventions that papers use, the commonest first.</summary>
    public static IReadOnlyList<FlopCount> Named { get; } =
    [
        new("6nd", ["parameters"], false, "Kaplan et al. 2001.08361"),
        new("8nd", ["parameters"], true, "6ND with all activations computed again"),
        new("palm", ["parameters", "attention"], false, "Chowdhery et al. 2204.02311, appendix B"),
        new("kaplan", ["parameters", "causal-attention"], false, "Kaplan et al. 2001.08361, table 1, parameters without embedding"),
        new("chinchilla", ["embedding", "blocks", "attention", "softmax", "logits"], false, "Hoffmann et al. 2203.15556, appendix F"),
        new("chinchilla-without-embedding", ["blocks", "attention", "softmax"], false, "Hoffmann et al. 2203.15556, appendix F, layers only"),
        new("deepseek", ["blocks", "attention"], false, "DeepSeek 2401.02954, non-embedding FLOPs"),
        new("model", ["blocks", "attention", "logits"], false, "every matrix product of the model"),
        new("megatron", ["blocks", "attention", "logits"], true, "Narayanan et al. 2104.04473, equation 3"),
    ];

    /// <summary>FLOPs per token as a law.</summary>
    public Law PerToken => field ??= Counted();

    private Law Counted()
    {
        var terms = Terms.Select(t => AllTerms.First(a => a.Word == t)).ToList();

        // What lies outside the layers is not computed again.
        var layers = terms.Where(t => t.Word is not ("logits" or "embedding")).Select(t => t.Formula).ToList();
        var ends = terms.Where(t => t.Word is "logits" or "embedding").Select(t => t.Formula).ToList();
        var text = (Again, layers, ends) switch
        {
            (false, ["2 * parameters"], []) => "6 * parameters",
            (true, ["2 * parameters"], []) => "8 * parameters",
            (false, _, _) => $"3 * ({string.Join(" + ", [.. layers, .. ends])})",
            (true, _, []) => $"4 * ({string.Join(" + ", layers)})",
            _ => $"4 * ({string.Join(" + ", layers)}) + 3 * ({string.Join(" + ", ends)})",
        };
        return Law.Parse($"flops_per_token = {text}", Source);
    }

    /// <summary>"6nd", or its terms for one that has no name.</summary>
    public override string ToString() => Key;

    /// <summary>The convention of a word of <see cref="Named"/>, or null.</summary>
    public static FlopCount? Of(string word) => Named.FirstOrDefault(c => c.Key == word);

    public bool Equals(FlopCount? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
