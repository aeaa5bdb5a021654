package main
import ("os";"strings";"fmt";"path/filepath";"incidentarchive/generator/internal/record";"incidentarchive/generator/internal/diagnostic")
func main(){
 var all diagnostic.List
 n:=0
 for _,f:=range os.Args[1:]{
  b,_:=os.ReadFile(f); id:=strings.TrimSuffix(filepath.Base(f),".yaml"); n++
  var l diagnostic.List
  switch { case strings.Contains(f,"/incidents/"): _,_,l=record.DecodeIncident(f,id,b)
  case strings.Contains(f,"/services/"): _,_,l=record.DecodeService(f,id,b)
  default: _,_,l=record.DecodeOrganisation(f,id,b)}
  all=append(all,l...)
 }
 all.Sort().WriteText(os.Stdout,false); fmt.Println(n,len(all))
}
