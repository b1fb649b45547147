namespace Recount.Costs;

/// <summary>
/// A convention for counting the FLOPs that training on one token takes: two for each multiplication with its addition, and a backward pass that takes two forward passes.
/// </summary>
/// <param name="Key">The word in a spec.</param>
/// <param name="Model">Model FLOPs per token, as a formula over a run's quantities.</param>
/// <param name="Hardware">FLOPs per token with all activations computed again; null for a convention that counts none of that.</param>
/// <param name="Source">Who counts so.</param>
public sealed record FlopCount(string Key, string Model, string? Hardware, string Source)
{
    /// <summary>The terms of the forward pass for one token.</summary>
    public static IReadOnlyList<(string Word, string Formula, string Meaning)> Terms { get; } =
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
        new("6nd", "6 * parameters", null, "Kaplan et al. 2001.08361"),
        new("8nd", "6 * parameters", "8 * parameters", "6ND with all activations computed again"),
        new("palm", "6 * parameters + 12 * layers * heads * key * sequence", null, "Chowdhery et al. 2204.02311, appendix B"),
        new("kaplan", "6 * parameters + 6 * layers * heads * key * sequence", null, "Kaplan et al. 2001.08361, table 1, parameters without embedding"),
        Of("chinchilla", ["embedding", "blocks", "attention", "softmax", "logits"], "Hoffmann et al. 2203.15556, appendix F"),
        Of("chinchilla-without-embedding", ["blocks", "attention", "softmax"], "Hoffmann et al. 2203.15556, appendix F, layers only"),
        new("deepseek", "72 * layers * width^2 + 12 * layers * width * sequence", null, "DeepSeek 2401.02954, non-embedding FLOPs"),
        Of("model", ["blocks", "attention", "logits"], "every matrix product of the model"),
        new("megatron", "72 * layers * width^2 + 12 * layers * width * sequence + 6 * vocabulary * width",
            "96 * layers * width^2 * (1 + sequence/(6 * width) + vocabulary/(16 * layers * width))", "Narayanan et al. 2104.04473, equation 3"),
    ];

    /// <summary>The convention as laws.</summary>
    public IReadOnlyList<Law> Laws => field ??=
    [
        Law.Parse($"flops_per_token = {Model}", Source),
        .. Hardware is null ? Array.Empty<Law>() : [Law.Parse($"hardware_flops_per_token = {Hardware}", Source)],
    ];

    /// <summary>A convention of one's own: three times the terms of a forward pass.</summary>
    /// <param name="words">Words of <see cref="Terms"/>.</param>
    public static FlopCount Of(string key, IReadOnlyList<string> words, string source) =>
        new(key, $"3 * ({string.Join(" + ", words.Select(w => Terms.First(t => t.Word == w).Formula))})", null, source);

    /// <summary>The convention of a word of <see cref="Named"/>, or null.</summary>
    public static FlopCount? Of(string word) => Named.FirstOrDefault(c => c.Key == word);

    /// <summary>What a paper that counts so calls its FLOPs: with all that is computed again, where the convention counts that.</summary>
    public CostQuantity Counted(CostQuantity asked) => Hardware is null ? asked : asked.Key switch
    {
        "flops" => CostQuantity.Named("hardware-flops")!,
        "flops-per-token" => CostQuantity.Named("hardware-flops-per-token")!,
        _ => asked,
    };

    public override string ToString() => Key;

    public bool Equals(FlopCount? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
