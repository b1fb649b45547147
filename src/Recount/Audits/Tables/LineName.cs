using System.Text.RegularExpressions;

namespace Recount.Audits.Tables;

/// <summary>What the name of a column or row says of its numbers.</summary>
internal static partial class LineName
{
    /// <summary>A number of items; not "size", which is most often a model's.</summary>
    public static bool IsItems(string name) => Items().IsMatch(name);

    /// <summary>An average of the cells beside it: the word alone, or with "score", "accuracy" or the like, not "average rank" or "mean IoU".</summary>
    public static bool IsAverage(string name) => Average().IsMatch(name);

    /// <summary>An average that is as often weighted by items as not.</summary>
    public static bool IsPooled(string name) => Pooled().IsMatch(name);

    /// <summary>A sum.</summary>
    public static bool IsSum(string name) => Sum().IsMatch(name);

    /// <summary>Any of the three.</summary>
    public static bool IsTotal(string name) => IsAverage(name) || IsPooled(name) || IsSum(name);

    /// <summary>A difference of two scores: what it can be is no count.</summary>
    public static bool IsDifference(string name) => Difference().IsMatch(name);

    /// <summary>Another metric or a property of a model: neither a share of items nor a part of an average of scores.</summary>
    public static bool IsNoScore(string name) => NoScore().IsMatch(name) || IsItems(name);

    /// <summary>A metric that is no share of items, though it may be averaged with others.</summary>
    public static bool IsNoShare(string name) => NoShare().IsMatch(name);

    /// <summary>Percentages, by a percent sign.</summary>
    public static bool IsPercent(string name) => name.Contains('%', StringComparison.Ordinal);

    [GeneratedRegex(@"^(?:n|items|examples|samples|questions|instances|problems|(?:#|no\.|number of)\s*(?:of )?(?:items|examples|samples|questions|instances|problems|test)|test (?:size|items|examples))$", RegexOptions.IgnoreCase)]
    private static partial Regex Items();

    [GeneratedRegex(@"^(?:.* )?(?:macro[- ]?|unweighted )?(?:avg|average|mean)\.?(?: (?:score|acc\.?|accuracy|performance))?(?: *\([^)]*\)| *[±+].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Average();

    [GeneratedRegex(@"^(?:.* )?(?:overall|all|micro[- ]?(?:avg|average)?\.?|weighted (?:avg|average|mean)\.?)(?: (?:score|acc\.?|accuracy))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Pooled();

    [GeneratedRegex(@"^(?:sub-?)?(?:total|sum)$", RegexOptions.IgnoreCase)]
    private static partial Regex Sum();

    [GeneratedRegex(@"[Δδ∆]|\b(?:delta|diff|difference|gain|gains|improvement|improv|gap|vs|relative|change)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Difference();

    // The property is the name, with a word or two before it and a unit behind it: "Batch size", "Latency (ms)"; not "few-shot" and not "6 layers".
    [GeneratedRegex(
        @"^(?:[^\d\s,]+\s){0,2}(?:params?|parameters|size|FLOPs?|tokens|time|seconds|latency|speed|speedup|throughput|memory|year|shots?|" +
        @"k|epochs?|steps|layers|heads|width|depth|lr|learning rate|temperature|batch|seeds?|rank|ranking|dim|PPL|perplexity|loss|NLL|BPC|BPB|FID|Elo|cost|price|length|SD|std)" +
        @"(?:\s*[(\[].*)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoScore();

    [GeneratedRegex(
        @"\b(?:F_?[1β]\w?|F-?(?:score|measure)|BLEU|chrF|ROUGE(?:-?\w+)?|METEOR|CIDEr|BERTScore|COMET|AUC|AUROC|AUPRC|m?AP|" +
        @"m?IoU|Dice|MCC|Matthews|Pearson|Spearman|kappa|κ|corr|correlation|ECE|Brier|" +
        @"NDCG|MRR|SSIM|PSNR|LPIPS|MAE|R?MSE|R2|WER|CER|prec|precision|rec|recall|balanced|macro|win ?rate|MT-?Bench|likert|rating)\b|@",
        RegexOptions.IgnoreCase)]
    private static partial Regex NoShare();
}
