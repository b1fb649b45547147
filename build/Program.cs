using Cake.Frosting;
using Microsoft.Extensions.DependencyInjection;
using Recount.Build;

// The pipeline runs where cake.config is, from whichever folder of the repository it is called.
for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
{
    if (File.Exists(Path.Combine(folder.FullName, "cake.config")))
    {
        Environment.CurrentDirectory = folder.FullName;
        break;
    }
}

// Cake's own lines say nothing about papers: they are there when asked for.
string[] quiet = args.Any(a => a.StartsWith("-v", StringComparison.Ordinal) || a.StartsWith("--verbosity", StringComparison.Ordinal)) ? [] : ["--verbosity=quiet"];
var outcome = new Outcome();
var failed = new CakeHost().ConfigureServices(s => s.AddSingleton(outcome)).UseContext<AuditContext>().Run([.. args, .. quiet]);
return failed != 0 ? failed : outcome.ExitCode;
