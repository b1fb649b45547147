namespace Recount.Costs;

/// <summary>All laws of training and of serving.</summary>
public static class CostLaws
{
    /// <summary>With one convention of counting FLOPs.</summary>
    public static IReadOnlyList<Law> With(FlopCount count) =>
        [.. TrainingLaws.All, .. count.Laws, .. ServingLaws.All, .. TrainingLaws.Supposed, .. ServingLaws.Supposed];
}
