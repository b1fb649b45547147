using System.Runtime.CompilerServices;

namespace Recount.Tests;

internal static class Startup
{
    /// <summary>Paths in messages are relative to where a user stands: at the root of the checkout.</summary>
    [ModuleInitializer]
    public static void StandAtTheRoot() => Environment.CurrentDirectory = Repository.Root;
}
