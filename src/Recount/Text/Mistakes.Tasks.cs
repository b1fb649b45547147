namespace Recount.Text;

/// <content>Mistakes in what is said of an evaluation.</content>
public static partial class Mistakes
{
    private static (string Code, string About)[] CodesOfTasks =>
    [
        ("RC077", "An evaluation that cannot be made as it is said: two things are asked at once, a pattern cannot be read, or data are not what they should be."),
    ];

    public static Diagnostic NotForThisTask(Place at, string what, string? advice = null) => new("RC077", at, what, advice);
}
