/** +62 812-3390-5889: as people write it who call it. Others in groups of three and four. */
export function spokenPhone(phone: string): string {
  const home = /^\+62(\d{2,3})(\d{3,4})(\d{3,5})$/.exec(phone);
  if (home) return `+62 ${home[1]}-${home[2]}-${home[3]}`;
  return phone.replace(/^(\+\d{1,3}?)(\d{3})(\d{3,4})(\d{3,4})$/, "$1 $2-$3-$4");
}
